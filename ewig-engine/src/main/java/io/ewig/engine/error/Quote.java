package io.ewig.engine.error;

/** What somebody else wrote, as a message shows it: no more of it than one wants to read. */
public final class Quote {

  private static final int CHARS_MAX = 80;

  private Quote() {}

  public static String of(String text) {
    return text.length() <= CHARS_MAX
        ? "'" + text + "'"
        : "'" + text.substring(0, CHARS_MAX) + "...' (" + text.length() + " characters)";
  }
}
