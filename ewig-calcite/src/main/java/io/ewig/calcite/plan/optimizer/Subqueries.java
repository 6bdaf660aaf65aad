package io.ewig.calcite.plan.optimizer;

import io.ewig.calcite.plan.subquery.Decorrelation;
import io.ewig.calcite.plan.subquery.FlatSubqueries;
import io.ewig.calcite.plan.subquery.GroupedReferences;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.RexUtil.SubQueryFinder;
import org.jspecify.annotations.Nullable;

/** Turns subqueries into joins; a plan without them is left as it is, at next to no cost. */
final class Subqueries {

  private Subqueries() {}

  static RelNode remove(RelNode plan) {
    Search search = new Search();
    search.go(plan);
    return search.hasFound
        ? Decorrelation.of(
            Optimizer.run(
                Rules.PROGRAM, WindowSubqueries.in(FlatSubqueries.of(GroupedReferences.in(plan)))))
        : plan;
  }

  /** Made when the first subquery comes. */
  private static final class Rules {
    private static final HepProgram PROGRAM =
        Optimizer.program(SubQueryRemoveRule.Config.FILTER, SubQueryRemoveRule.Config.PROJECT);
  }

  /** Looks for subqueries, and for what refers to another side of a join. */
  private static final class Search extends RelVisitor {

    private boolean hasFound;

    @Override
    public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
      hasFound |= node instanceof Correlate || hasSubquery(node);
      if (!hasFound) {
        super.visit(node, ordinal, parent);
      }
    }

    private static boolean hasSubquery(RelNode node) {
      if (node instanceof Filter filter) {
        return SubQueryFinder.find(filter.getCondition()) != null;
      } else if (node instanceof Project project) {
        return SubQueryFinder.find(project.getProjects()) != null;
      }
      return node instanceof Join join && SubQueryFinder.find(join.getCondition()) != null;
    }
  }
}
