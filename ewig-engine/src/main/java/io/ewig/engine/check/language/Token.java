package io.ewig.engine.check.language;

import java.util.Locale;

/**
 * A word of a check's text.
 *
 * @param text without its quotes
 * @param at where it starts, from 0
 */
record Token(Kind kind, String text, int at) {

  enum Kind {
    BARE_NAME,
    QUOTED_NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Keywords are in any case; a quoted name is none. */
  boolean isWord(String word) {
    return kind == Kind.BARE_NAME && text.equalsIgnoreCase(word);
  }

  String lowerCase() {
    return text.toLowerCase(Locale.ROOT);
  }

  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
