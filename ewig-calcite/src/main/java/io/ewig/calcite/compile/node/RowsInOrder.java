package io.ewig.calcite.compile.node;

import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.relation.Request;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Tells whether the rows of a node come in an order by themselves, as those of a log or along a
 * primary key do: then they need not be sorted, and who wants the first few reads no others.
 */
public final class RowsInOrder {

  private final ExpressionCompiler expressions;

  public RowsInOrder(ExpressionCompiler expressions) {
    this.expressions = expressions;
  }

  /**
   * @param wanted none: any order will do
   */
  public boolean are(RelNode node, List<RelFieldCollation> wanted) {
    boolean isRising = wanted.stream().noneMatch(field -> field.getDirection().isDescending());
    List<Integer> columns = wanted.stream().map(RelFieldCollation::getFieldIndex).toList();
    List<Integer> order = isRising ? order(node) : List.of();
    return columns.size() <= order.size() && order.subList(0, columns.size()).equals(columns);
  }

  /**
   * The columns by whose rising values rows come, which are never null; none if that is unknown.
   */
  private List<Integer> order(RelNode node) {
    if (node instanceof Leaf leaf) {
      Request request = leaf.request(expressions);
      return places(leaf.relation().order(request), request.columns());
    } else if (node instanceof Filter filter) {
      return order(filter.getInput());
    } else if (node instanceof Project project) {
      return places(
          order(project.getInput()), project.getProjects().stream().map(RowsInOrder::of).toList());
    }
    return List.of();
  }

  /** The column that an expression is, or -1. */
  private static int of(RexNode expression) {
    return expression instanceof RexInputRef ref ? ref.getIndex() : -1;
  }

  /** Where columns are among others, up to the first that is not. */
  private static List<Integer> places(List<Integer> columns, List<Integer> among) {
    List<Integer> places = new ArrayList<>();
    for (int column : columns) {
      int place = among.indexOf(column);
      if (place < 0) {
        break;
      }
      places.add(place);
    }
    return places;
  }
}
