package io.ewig.parser;

import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Leaves out {@code FOR UPDATE}, {@code FOR SHARE} and their like at the end of a query.
 *
 * <p>They lock nothing here and need not: a transaction reads a snapshot, and of two that change
 * the same row the second to commit is refused.
 */
final class LockingClause {

  private static final List<List<String>> STRENGTHS =
      List.of(
          List.of("for", "update"),
          List.of("for", "no", "key", "update"),
          List.of("for", "share"),
          List.of("for", "key", "share"));

  /** What may come after a query. */
  private static final Set<String> AFTER =
      Set.of("", ")", ";", "for", "limit", "offset", "fetch", "union", "returning", "on");

  private final Supplier<Token> tokens;
  private final Deque<Token> read = new ArrayDeque<>();

  LockingClause(Supplier<Token> tokens) {
    this.tokens = tokens;
  }

  /** The next token that is not part of such a clause. */
  Token next() {
    Token token = read.isEmpty() ? tokens.get() : read.poll();
    while (token.kind == EwigParserConstants.FOR) {
      int words = words(token);
      if (words == 0) {
        return token;
      }
      for (int i = 1; i < words; i++) {
        read.poll();
      }
      token = read.poll();
    }
    return token;
  }

  /** How many words the clause has that begins with a token; 0: it is none. */
  private int words(Token first) {
    for (List<String> strength : STRENGTHS) {
      int count = 1;
      while (count < strength.size() && word(count, first).equals(strength.get(count))) {
        count++;
      }
      if (count == strength.size()) {
        int end = end(count, first);
        return end > 0 && AFTER.contains(word(end, first)) ? end : 0;
      }
    }
    return 0;
  }

  /** Behind {@code OF t, u} and {@code NOWAIT} or {@code SKIP LOCKED}; 0 if no name follows. */
  private int end(int start, Token first) {
    int end = start;
    if (word(end, first).equals("of")) {
      do {
        if (!word(end + 1, first).matches("[\\p{L}_\"].*")) {
          return 0;
        }
        end += 2;
      } while (word(end, first).equals(","));
    }
    if (word(end, first).equals("nowait")) {
      return end + 1;
    }
    return word(end, first).equals("skip") && word(end + 1, first).equals("locked") ? end + 2 : end;
  }

  private String word(int place, Token first) {
    while (read.size() < place) {
      Token last = read.isEmpty() ? first : read.getLast();
      if (last.kind == EwigParserConstants.EOF) {
        return "";
      }
      read.add(tokens.get());
    }
    Token token = place == 0 ? first : read.stream().skip(place - 1L).findFirst().orElseThrow();
    return token.kind == EwigParserConstants.EOF ? "" : token.image.toLowerCase(Locale.ROOT);
  }
}
