package io.ewig.calcite.plan.subquery;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil.Logic;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * Makes the subqueries of a plan flat.
 *
 * <ul>
 *   <li>they stand in filters and projections only;
 *   <li>none stands in an operand of another: what stood there is a column below;
 *   <li>each has a variable of its own for the row that it is computed for, and in a projection it
 *       is the only one;
 *   <li>{@code IN} is about one column, or unknown is as good as false; there is no ANY.
 * </ul>
 */
public final class FlatSubqueries extends RelHomogeneousShuttle {

  private FlatSubqueries() {}

  /** The same plan with flat subqueries. */
  public static RelNode of(RelNode plan) {
    return plan.accept(new FlatSubqueries());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node).accept(new InSubqueries(this));
    if (inside instanceof Filter filter && has(filter.getCondition())) {
      return flat(filter);
    } else if (inside instanceof Project project && has(project.getProjects())) {
      return flat(project);
    } else if (inside instanceof Join join && has(join.getCondition())) {
      return JoinSides.flat(join);
    }
    return inside;
  }

  static boolean has(RexNode expression) {
    return RexUtil.SubQueryFinder.find(expression) != null;
  }

  static boolean has(List<RexNode> expressions) {
    return expressions.stream().anyMatch(FlatSubqueries::has);
  }

  static RelNode flat(Filter filter) {
    List<RexNode> condition = List.of(filter.getCondition());
    Flattening flat =
        new Flattening(filter.getInput(), filter.getVariablesSet(), condition, Logic.TRUE);
    RelNode filtered =
        RelFactories.LOGICAL_BUILDER
            .create(filter.getCluster(), null)
            .push(flat.input())
            .filter(flat.variables(), flat.expressions())
            .build();
    List<String> names = filter.getRowType().getFieldNames();
    return flat.input() == filter.getInput()
        ? filtered
        : Columns.of(filtered, Columns.own(filtered).subList(0, names.size()), names);
  }

  static RelNode flat(Project project) {
    Flattening flat =
        new Flattening(
            project.getInput(),
            project.getVariablesSet(),
            project.getProjects(),
            Logic.TRUE_FALSE_UNKNOWN);
    return oneByOne(
        LogicalProject.create(
            flat.input(),
            project.getHints(),
            flat.expressions(),
            project.getRowType().getFieldNames(),
            flat.variables()));
  }

  /**
   * Computes each subquery in a projection of its own: once Calcite's rule has replaced one, it
   * takes all variables in the next one for those of the row beside it, also those from further
   * out.
   */
  private static RelNode oneByOne(Project project) {
    RexSubQuery first = RexUtil.SubQueryFinder.find(project.getProjects());
    if (first == null) {
      return project;
    }
    RelNode input = project.getInput();
    RexNode column = new RexInputRef(input.getRowType().getFieldCount(), first.getType());
    List<RexNode> rest =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subquery) {
            return subquery.equals(first) ? column : super.visitSubQuery(subquery);
          }
        }.apply(project.getProjects());
    return has(rest)
        ? flat(
            LogicalProject.create(
                Columns.with(input, List.of(first), project.getVariablesSet()),
                project.getHints(),
                rest,
                project.getRowType().getFieldNames(),
                project.getVariablesSet()))
        : project;
  }
}
