package io.ewig.calcite.plan;

import io.ewig.calcite.expression.cast.Padded;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Types of results, of which Calcite calls some CHAR that are not padded with blanks ({@link
 * Padded}): they are VARCHAR.
 */
public final class Padding {

  private Padding() {}

  /** The types of the columns that a plan gives, and no CHAR is one that is not padded. */
  public static List<RelDataType> types(RelNode plan, RelDataType row, RelDataTypeFactory types) {
    List<RelDataType> settled = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      RelDataType type = field.getType();
      boolean isSpelledOut = Padded.isChar(type) && !isPadded(plan, field.getIndex());
      settled.add(isSpelledOut ? Padded.varying(type, types) : type);
    }
    return settled;
  }

  private static boolean isPadded(RelNode node, int column) {
    if (node instanceof TableScan) {
      return true;
    } else if (node instanceof Project project) {
      return Padded.is(
          project.getProjects().get(column), ref -> isPadded(project.getInput(), ref.getIndex()));
    } else if (node instanceof Filter || node instanceof Sort) {
      return isPadded(node.getInput(0), column);
    } else if (node instanceof Aggregate aggregate) {
      return isPadded(aggregate, column);
    } else if (node instanceof Join || node instanceof Correlate) {
      int width = node.getInput(0).getRowType().getFieldCount();
      return column < width
          ? isPadded(node.getInput(0), column)
          : isPadded(node.getInput(1), column - width);
    }
    return node instanceof SetOp
        && node.getInputs().stream().anyMatch(input -> isPadded(input, column));
  }

  /** The greatest of padded texts is one of them. */
  private static boolean isPadded(Aggregate aggregate, int column) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    if (column < keys.size()) {
      return isPadded(aggregate.getInput(), keys.get(column));
    }
    List<Integer> arguments = aggregate.getAggCallList().get(column - keys.size()).getArgList();
    return !arguments.isEmpty() && isPadded(aggregate.getInput(), arguments.get(0));
  }
}
