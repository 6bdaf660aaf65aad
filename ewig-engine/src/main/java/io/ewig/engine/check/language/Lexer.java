package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Takes a check's text apart into words. */
final class Lexer {

  /** Bounds how deep operators chain, and with it the stack. */
  static final int TOKENS_MAX = 1_000;

  private static final String TWO_CHARACTER_SYMBOLS = "<> <= >= != ||";
  private static final String SYMBOLS = "()+-*/%<>=,";

  private final Source source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  static List<Token> tokens(Source source) {
    return new Lexer(source).run();
  }

  private List<Token> run() {
    while (skipBlanks()) {
      if (tokens.size() == TOKENS_MAX) {
        throw source.error(
            ErrorCode.LIMIT_EXCEEDED, at, "over " + TOKENS_MAX + " words; split it in two checks");
      }
      tokens.add(next());
    }
    tokens.add(new Token(Token.Kind.END, "", text.length()));
    return tokens;
  }

  private boolean skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private Token next() {
    int start = at;
    char c = text.charAt(at);
    if (c == '\'') {
      return new Token(Token.Kind.TEXT, quoted(c), start);
    }
    if (c == '"') {
      return new Token(Token.Kind.QUOTED_NAME, quoted(c), start);
    }
    if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      return new Token(Token.Kind.NUMBER, number(), start);
    }
    if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return new Token(Token.Kind.BARE_NAME, text.substring(start, at), start);
    }
    return new Token(Token.Kind.SYMBOL, symbol(), start);
  }

  private static boolean isNamePart(char c) {
    return Character.isUnicodeIdentifierPart(c) || c == '$';
  }

  private String quoted(char quote) {
    int start = at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        out.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        out.append(quote);
        at++;
      } else {
        return out.toString();
      }
    }
    throw source.error(ErrorCode.SYNTAX_ERROR, start, "the quote is not closed; add " + quote);
  }

  private String number() {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      if (!isDigit(at)) {
        throw source.error(ErrorCode.SYNTAX_ERROR, start, "the exponent has no digits");
      }
      digits();
    }
    if (at < text.length() && isNamePart(text.charAt(at))) {
      throw source.error(ErrorCode.SYNTAX_ERROR, at, "a number ends here; put a blank behind it");
    }
    return text.substring(start, at);
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private String symbol() {
    if (at + 1 < text.length()) {
      String two = text.substring(at, at + 2);
      if (!two.contains(" ") && TWO_CHARACTER_SYMBOLS.contains(two)) {
        at += 2;
        return two;
      }
    }
    char c = text.charAt(at);
    if (SYMBOLS.indexOf(c) < 0) {
      throw source.error(
          ErrorCode.SYNTAX_ERROR, at, "'" + c + "' has no meaning here; remove it or quote it");
    }
    at++;
    return String.valueOf(c);
  }
}
