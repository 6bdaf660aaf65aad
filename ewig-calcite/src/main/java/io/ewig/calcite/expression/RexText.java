package io.ewig.calcite.expression;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexNode;

/** Expressions in a line of EXPLAIN: without what is said of the characters of each text. */
public final class RexText {

  private static final int CHARS_MAX = 200;

  private static final Pattern CHARACTERS =
      Pattern.compile("_UTF-16LE(?=')|(:(VAR)?CHAR(\\(\\d+\\))?)? CHARACTER SET \"UTF-16LE\"");

  private RexText() {}

  public static String of(RexNode node) {
    return shortened(node.toString());
  }

  public static String of(List<? extends RexNode> nodes) {
    String text = nodes.toString();
    return shortened(text.substring(1, text.length() - 1));
  }

  private static String shortened(String text) {
    String plain = CHARACTERS.matcher(text).replaceAll("");
    return plain.length() <= CHARS_MAX ? plain : plain.substring(0, CHARS_MAX) + "...";
  }
}
