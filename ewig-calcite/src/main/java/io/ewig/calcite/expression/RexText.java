package io.ewig.calcite.expression;

import io.ewig.calcite.type.CharacterSet;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** Expressions in a line of EXPLAIN: without what is said of the characters of each text. */
public final class RexText {

  private static final int CHARS_MAX = 200;

  private RexText() {}

  public static String of(RexNode node) {
    return shortened(node.toString());
  }

  public static String of(List<? extends RexNode> nodes) {
    String text = nodes.toString();
    return shortened(text.substring(1, text.length() - 1));
  }

  private static String shortened(String digest) {
    String text = CharacterSet.unmentioned(digest);
    return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX) + "...";
  }
}
