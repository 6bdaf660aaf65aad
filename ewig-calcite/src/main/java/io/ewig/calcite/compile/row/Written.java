package io.ewig.calcite.compile.row;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Knows columns that hold nothing but what the statement says literally. */
final class Written {

  private Written() {}

  static boolean is(RelNode node, int column) {
    if (node instanceof Values) {
      return true;
    } else if (node instanceof Project project) {
      RexNode value = project.getProjects().get(column);
      return value instanceof RexInputRef ref
          ? is(project.getInput(), ref.getIndex())
          : value instanceof RexLiteral;
    } else if (node instanceof Filter || node instanceof Sort) {
      return is(node.getInput(0), column);
    } else if (node instanceof Aggregate aggregate) {
      List<Integer> keys = aggregate.getGroupSet().asList();
      return column < keys.size() && is(aggregate.getInput(), keys.get(column));
    } else if (node instanceof Join join) {
      int width = join.getLeft().getRowType().getFieldCount();
      return column < width ? is(join.getLeft(), column) : is(join.getRight(), column - width);
    }
    return node instanceof SetOp && node.getInputs().stream().allMatch(one -> is(one, column));
  }
}
