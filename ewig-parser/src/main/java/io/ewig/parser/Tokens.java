package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.EwigParserTokenManager;
import io.ewig.parser.grammar.Token;

/** The tokens of a text; stops when they are too many or nest too deep. */
final class Tokens extends EwigParserTokenManager {

  private int count;
  private int depth;

  Tokens(String text) {
    super(new Characters(text), EwigParserConstants.DQID);
  }

  @Override
  public Token getNextToken() {
    Token token = super.getNextToken();
    count++;
    if (count > Limits.TOKENS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the SQL text has more than "
              + Limits.TOKENS_MAX
              + " words and signs; split it into several statements");
    }
    switch (token.kind) {
      case EwigParserConstants.LPAREN,
          EwigParserConstants.LBRACKET,
          EwigParserConstants.LBRACE_FN ->
          depth++;
      case EwigParserConstants.RPAREN, EwigParserConstants.RBRACKET, EwigParserConstants.RBRACE ->
          depth--;
      default -> {}
    }
    if (depth > Limits.NESTING_MAX) {
      throw tooDeep(token);
    }
    return token;
  }

  static UserException tooDeep(Token token) {
    return new UserException(
        ErrorCode.LIMIT_EXCEEDED,
        "line "
            + token.beginLine
            + ", column "
            + token.beginColumn
            + ": more than "
            + Limits.NESTING_MAX
            + " parentheses, brackets or CASEs are open; use a WITH clause for parts of it");
  }
}
