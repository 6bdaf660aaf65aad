package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;

/** The words of a check, one after another. */
final class Tokens {

  private final Source source;
  private final List<Token> tokens;
  private int next;

  Tokens(Source source) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  Token peek() {
    return tokens.get(next);
  }

  Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  boolean takeWord(String word) {
    boolean found = peek().isWord(word);
    next += found ? 1 : 0;
    return found;
  }

  boolean takeSymbol(String symbol) {
    boolean found = peek().isSymbol(symbol);
    next += found ? 1 : 0;
    return found;
  }

  void requireSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected(symbol);
    }
  }

  UserException unexpected(String wanted) {
    return unexpected(peek(), wanted);
  }

  UserException unexpected(Token token, String wanted) {
    return source.error(
        ErrorCode.SYNTAX_ERROR, token.at(), token.shown() + " is here instead of " + wanted);
  }
}
