package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.Token;
import io.ewig.parser.node.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * Takes the braces off JDBC's escape for the first rows of a query.
 *
 * <pre>
 * escape = "{" "LIMIT" count [ "OFFSET" count ] "}"    count = number | "?"
 * </pre>
 *
 * <p>What is within is what SQL here says anyway. Anything else in braces stays, for the grammar.
 */
final class LimitEscape {

  private final Supplier<Token> tokens;
  private final Deque<Token> read = new ArrayDeque<>();

  LimitEscape(Supplier<Token> tokens) {
    this.tokens = tokens;
  }

  /** The next token that is no brace of such an escape. */
  Token next() {
    Token token = read.isEmpty() ? tokens.get() : read.poll();
    if (token.kind != EwigParserConstants.LBRACE || peek(1).kind != EwigParserConstants.LIMIT) {
      return token;
    }
    boolean hasOffset = peek(3).kind == EwigParserConstants.OFFSET;
    int close = hasOffset ? 5 : 3;
    if (!isCount(peek(2))
        || (hasOffset && !isCount(peek(4)))
        || peek(close).kind != EwigParserConstants.RBRACE) {
      throw new Place(token.beginLine, token.beginColumn)
          .error(
              ErrorCode.SYNTAX_ERROR,
              "this escape is not complete; write {limit 10} or {limit 10 offset 20}, each number"
                  + " a ? if it is a parameter");
    }
    cut(close);
    return read.remove();
  }

  private static boolean isCount(Token token) {
    return token.kind == EwigParserConstants.UNSIGNED_INTEGER_LITERAL
        || token.kind == EwigParserConstants.HOOK;
  }

  /** Drops the closing brace; the token before it then ends there, as the statement's text does. */
  private void cut(int close) {
    Token last = peek(close - 1);
    Token brace = peek(close);
    last.endLine = brace.endLine;
    last.endColumn = brace.endColumn;
    read.remove(brace);
  }

  /** The token so many behind the brace; the end of the text, if that comes before. */
  private Token peek(int place) {
    while (read.size() < place) {
      if (!read.isEmpty() && read.getLast().kind == EwigParserConstants.EOF) {
        return read.getLast();
      }
      read.add(tokens.get());
    }
    Iterator<Token> all = read.iterator();
    Token token = all.next();
    for (int i = 1; i < place; i++) {
      token = all.next();
    }
    return token;
  }
}
