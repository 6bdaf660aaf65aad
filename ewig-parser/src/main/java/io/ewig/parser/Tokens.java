package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.grammar.EwigParserConstants;
import io.ewig.parser.grammar.EwigParserTokenManager;
import io.ewig.parser.grammar.Token;
import io.ewig.parser.limit.Limits;
import io.ewig.parser.limit.Nesting;

/** The tokens of a text; stops when they are too many or nest too deep. */
final class Tokens extends EwigParserTokenManager {

  private final Nesting nesting;
  private final LockingClause locking = new LockingClause(super::getNextToken);
  private int count;

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
}
