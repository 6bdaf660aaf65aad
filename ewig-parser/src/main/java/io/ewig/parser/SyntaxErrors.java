package io.ewig.parser;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.grammar.EwigParser;
import io.ewig.parser.grammar.ParseException;
import io.ewig.parser.grammar.Token;
import io.ewig.parser.grammar.TokenMgrError;
import org.apache.calcite.runtime.CalciteContextException;

/** Says in words what is wrong with a text, where, and what to write instead. */
final class SyntaxErrors {

  private SyntaxErrors() {}

  static UserException of(ParseException e, EwigParser parser, String sql) {
    Token token = e.currentToken == null ? parser.getToken(0) : e.currentToken.next;
    return new UserException(
        ErrorCode.SYNTAX_ERROR,
        "line "
            + token.beginLine
            + ", column "
            + token.beginColumn
            + ": "
            + token.image
            + " "
            + e.getMessage().lines().limit(2).toList(),
        e);
  }

  static UserException of(TokenMgrError e, String sql) {
    return new UserException(ErrorCode.SYNTAX_ERROR, e.getMessage(), e);
  }

  static UserException of(CalciteContextException e) {
    return new UserException(ErrorCode.SYNTAX_ERROR, e.getMessage() + e.getCause(), e);
  }
}
