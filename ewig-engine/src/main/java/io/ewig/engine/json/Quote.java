package io.ewig.engine.json;

/** How a refusal quotes what a stranger wrote: not at any length. */
final class Quote {

  private static final int CHARS_MAX = 80;

  private Quote() {}

  static String of(String text) {
    return text.length() <= CHARS_MAX
        ? "'" + text + "'"
        : "'" + text.substring(0, CHARS_MAX) + "...' (" + text.length() + " characters)";
  }
}
