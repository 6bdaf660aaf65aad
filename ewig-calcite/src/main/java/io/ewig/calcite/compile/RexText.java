package io.ewig.calcite.compile;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/** Expressions in a line of EXPLAIN. */
final class RexText {

  private static final int CHARS_MAX = 200;

  private RexText() {}

  static String of(RexNode node) {
    return shortened(node.toString());
  }

  static String of(List<? extends RexNode> nodes) {
    String text = nodes.toString();
    return shortened(text.substring(1, text.length() - 1));
  }

  private static String shortened(String text) {
    return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX) + "...";
  }
}
