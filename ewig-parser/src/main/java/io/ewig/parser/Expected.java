package io.ewig.parser;

import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.ParseException;
import io.ewig.parser.grammar.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What could have stood where a text can't be parsed any further. */
final class Expected implements EwigParserConstants {

  /** More would be a list that nobody reads. */
  private static final int NAMED_MAX = 6;

  private static final int[] EXPRESSION = {LPAREN, CASE, HOOK, UNSIGNED_INTEGER_LITERAL};
  private static final int[] OPERATORS = {EQ, PLUS, CONCAT, AND};

  private static final int[] TYPES = {BIGINT, BOOLEAN, VARCHAR};
  private static final int[] STATEMENTS = {SELECT, INSERT, CREATE, COMMIT};

  private final Token before;
  private final Token found;
  private final BitSet kinds;

  private Expected(Token before, Token found, BitSet kinds) {
    this.before = before;
    this.found = found;
    this.kinds = kinds;
  }

  /**
   * The parser may have looked several tokens ahead; what counts is the last one it came to.
   *
   * @param before the token before the first one that it looked at
   */
  static Expected of(ParseException e, Token before) {
    int position = 0;
    BitSet kinds = new BitSet();
    for (int[] sequence : e.expectedTokenSequences) {
      int length = matching(sequence, before);
      if (length == sequence.length - 1 && length >= position) {
        if (length > position) {
          position = length;
          kinds.clear();
        }
        kinds.set(sequence[length]);
      }
    }
    Token last = before;
    for (int i = 0; i < position; i++) {
      last = last.next;
    }
    return new Expected(last, last.next, kinds);
  }

  private static int matching(int[] sequence, Token before) {
    Token token = before.next;
    int i = 0;
    while (i < sequence.length - 1
        && token != null
        && token.next != null
        && token.kind == sequence[i]) {
      token = token.next;
      i++;
    }
    return i;
  }

  Token found() {
    return found;
  }

  boolean isName() {
    return kinds.get(IDENTIFIER);
  }

  boolean isText() {
    return kinds.get(QUOTED_STRING);
  }

  boolean isExpression() {
    return all(EXPRESSION);
  }

  private boolean all(int[] wanted) {
    for (int kind : wanted) {
      if (!kinds.get(kind)) {
        return false;
      }
    }
    return true;
  }

  /** A few words for all that could stand there. */
  List<String> words() {
    if (all(STATEMENTS)) {
      return List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "another statement");
    }
    if (all(TYPES)) {
      return List.of("a type");
    }
    List<String> words = new ArrayList<>();
    if (isExpression()) {
      words.add(kinds.get(SELECT) ? "a query or an expression" : "an expression");
    } else if (isName()) {
      words.add("a name");
    } else if (isText()) {
      words.add("a text in single quotes");
    } else if (kinds.get(UNSIGNED_INTEGER_LITERAL)) {
      words.add("a number");
    }
    if (kinds.get(HOOK) && !isExpression()) {
      words.add("'?'");
    }
    if (all(OPERATORS)) {
      words.add("an operator");
    }
    for (int sign : new int[] {COMMA, LPAREN, RPAREN, EQ}) {
      boolean covered = (sign == LPAREN && isExpression()) || (sign == EQ && all(OPERATORS));
      if (kinds.get(sign) && !covered) {
        words.add("'" + Words.text(sign) + "'");
      }
    }
    NavigableSet<String> keywords = keywords();
    words.addAll(keywords.stream().limit(Math.max(0, NAMED_MAX - words.size())).toList());
    if (kinds.get(EOF)) {
      words.add("the end of the statement");
    }
    return words;
  }

  /** Words of the language; where a name or expression could stand, not all that begin one. */
  private NavigableSet<String> keywords() {
    NavigableSet<String> keywords = new TreeSet<>();
    kinds.stream()
        .filter(Words::isWord)
        .filter(kind -> !(isName() || isExpression()) || Words.isReserved(kind))
        .filter(kind -> !isExpression() && !all(OPERATORS) && kind != DECIMAL)
        .mapToObj(Words::text)
        .forEach(keywords::add);
    return keywords;
  }

  /** The word that was probably meant, if a letter or two of it are wrong. */
  @Nullable String nearest() {
    return nearest(found);
  }

  /** The same for the word before, which was taken for a name: {@code SELECT a FORM t}. */
  @Nullable String nearestBefore() {
    return before.kind == IDENTIFIER ? nearest(before) : null;
  }

  String before() {
    return before.image;
  }

  private @Nullable String nearest(Token token) {
    String word = token.image.toUpperCase(Locale.ROOT);
    if (word.length() < 3 || !Character.isLetter(word.charAt(0)) || Words.isReserved(token.kind)) {
      return null;
    }
    String nearest = null;
    int least = word.length() < 5 ? 2 : 3;
    for (int kind = kinds.nextSetBit(0); kind >= 0; kind = kinds.nextSetBit(kind + 1)) {
      String known = Words.text(kind);
      boolean isAbout = Math.abs(known.length() - word.length()) < least;
      if (isAbout && Words.isWord(kind) && distance(word, known) < least) {
        least = distance(word, known);
        nearest = known;
      }
    }
    return nearest;
  }

  /** How many letters have to be changed, added, left out or exchanged with their neighbour. */
  static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(int[][] rows, String a, String b, int i, int j) {
    int changed = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(changed, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
