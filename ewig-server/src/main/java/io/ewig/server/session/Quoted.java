package io.ewig.server.session;

/**
 * What means nothing to whoever looks for words in the text of a statement: texts, names in quotes
 * and comments, as regular expressions. Repetitions in them are possessive, as Java takes a frame
 * of the stack for each turn of others, and a text may be long.
 */
public final class Quoted {

  /** {@code '..'}, {@code E'..'} with backslashes, and {@code $tag$..$tag$}. */
  public static final String TEXT =
      "(?<![\\w$])[eE]'(?:[^'\\\\]|\\\\.|'')*+'"
          + "|'(?:[^']|'')*+'"
          + "|(?<![\\w$])(?<tag>\\$(?:[\\p{L}_]\\w*)?\\$).*?\\k<tag>";

  public static final String NAME = "\"(?:[^\"]|\"\")*+\"";

  public static final String COMMENT = "--[^\\n]*+|/\\*.*?\\*/";

  /** What may stand before the first word. */
  public static final String BLANK = "(?:\\s|" + COMMENT + ")*+";

  private Quoted() {}
}
