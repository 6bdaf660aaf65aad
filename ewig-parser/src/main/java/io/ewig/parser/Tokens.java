package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.EwigParserTokenManager;
import io.ewig.parser.grammar.Token;
import io.ewig.parser.limit.Limits;
import io.ewig.parser.limit.Nesting;
import io.ewig.parser.node.Place;
import org.jspecify.annotations.Nullable;

/** The tokens of a text; stops when they are too many or nest too deep. */
final class Tokens extends EwigParserTokenManager {

  private final Nesting nesting;
  private final LockingClause locking =
      new LockingClause(new LimitEscape(super::getNextToken)::next);
  private int count;
  private @Nullable Token before;

  Tokens(String text, Nesting nesting) {
    super(new Characters(text), EwigParserConstants.DQID);
    this.nesting = nesting;
  }

  @Override
  public Token getNextToken() {
    Token token = locking.next();
    count++;
    if (count > Limits.TOKENS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the SQL text has more than "
              + Limits.TOKENS_MAX
              + " words and signs; split it into several statements");
    }
    requireApart(token);
    before = token;
    switch (token.kind) {
      case EwigParserConstants.LPAREN,
          EwigParserConstants.LBRACKET,
          EwigParserConstants.LBRACE_FN ->
          nesting.enter(token.beginLine, token.beginColumn);
      case EwigParserConstants.RPAREN, EwigParserConstants.RBRACKET, EwigParserConstants.RBRACE ->
          nesting.leave();
      default -> {}
    }
    return token;
  }

  /** {@code 1_000} and {@code 0x10} would be a number and its alias. */
  private void requireApart(Token token) {
    Token number = before;
    if (number != null
        && isNumber(number.kind)
        && number.endLine == token.beginLine
        && number.endColumn + 1 == token.beginColumn
        && isWord(token.image)) {
      throw new Place(number.beginLine, number.beginColumn)
          .error(
              ErrorCode.SYNTAX_ERROR,
              "'"
                  + number.image
                  + token.image
                  + "' is no number; write digits only, or a space before '"
                  + token.image
                  + "'");
    }
  }

  private static boolean isNumber(int kind) {
    return kind == EwigParserConstants.UNSIGNED_INTEGER_LITERAL
        || kind == EwigParserConstants.DECIMAL_NUMERIC_LITERAL
        || kind == EwigParserConstants.APPROX_NUMERIC_LITERAL;
  }

  private static boolean isWord(String image) {
    return !image.isEmpty() && (image.charAt(0) == '_' || Character.isLetter(image.charAt(0)));
  }
}
