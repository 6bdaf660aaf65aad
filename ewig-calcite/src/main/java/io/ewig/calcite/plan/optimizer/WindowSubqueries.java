package io.ewig.calcite.plan.optimizer;

import io.ewig.calcite.plan.subquery.InSubqueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil.SubQueryFinder;

/**
 * {@code SUM((SELECT ..)) OVER w}: the subqueries of such a list of columns become columns of their
 * own below it. Calcite does not find those within window functions.
 */
final class WindowSubqueries extends RexShuttle {

  /** The columns that are there, and the subqueries found. */
  private final List<RexNode> below;

  private WindowSubqueries(List<RexNode> below) {
    this.below = below;
  }

  /** The same plan, or one in which no window function has a subquery. */
  static RelNode in(RelNode plan) {
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            RelNode inside = super.visit(node).accept(new InSubqueries(this));
            return inside instanceof Project project && isConcerned(project)
                ? split(project)
                : inside;
          }
        });
  }

  private static boolean isConcerned(Project project) {
    return project.containsOver() && SubQueryFinder.find(project.getProjects()) != null;
  }

  private static RelNode split(Project project) {
    RelNode input = project.getInput();
    RexBuilder rex = project.getCluster().getRexBuilder();
    List<RexNode> below = new ArrayList<>(rex.identityProjects(input.getRowType()));
    List<RexNode> above = new WindowSubqueries(below).visitList(project.getProjects());
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = names.size(); i < below.size(); i++) {
      names.add("subquery " + i);
    }
    RelNode computed =
        LogicalProject.create(input, project.getHints(), below, names, project.getVariablesSet());
    RelDataType row = project.getRowType();
    return LogicalProject.create(
        computed, project.getHints(), above, row.getFieldNames(), Set.of());
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subQuery) {
    int known = below.indexOf(subQuery);
    if (known < 0) {
      below.add(subQuery);
    }
    return new RexInputRef(known < 0 ? below.size() - 1 : known, subQuery.getType());
  }
}
