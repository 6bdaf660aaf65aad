package io.ewig.calcite.type;

import java.util.regex.Pattern;

/** The one that all texts have, so that nobody needs to be told about it as Calcite does. */
public final class CharacterSet {

  private static final Pattern MENTIONED =
      Pattern.compile(
          "_UTF-16LE(?=')|(?<=['\\w)]):(?:VAR)?CHAR(?:\\(\\d+\\))? CHARACTER SET \"UTF-16LE\""
              + "| CHARACTER SET \"UTF-16LE\"");

  private CharacterSet() {}

  /** What Calcite says of an expression or a type, without it. */
  public static String unmentioned(String text) {
    return MENTIONED.matcher(text).replaceAll("");
  }
}
