package io.ewig.calcite.compile.aggregate;

import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.ProjectToWindowRule.ProjectToLogicalProjectAndWindowRule.ProjectToLogicalProjectAndWindowRuleConfig;
import org.jspecify.annotations.Nullable;

/** Takes window functions out of projections: they become nodes of their own. */
public final class WindowRewrite {

  private WindowRewrite() {}

  public static RelNode apply(RelNode root) {
    Search search = new Search();
    search.go(root);
    if (!search.hasFound) {
      return root;
    }
    HepPlanner planner = new HepPlanner(Rules.PROGRAM);
    planner.setRoot(root);
    return planner.findBestExp();
  }

  /** Made when the first window comes. */
  private static final class Rules {
    private static final HepProgram PROGRAM =
        HepProgram.builder()
            .addRuleInstance(ProjectToLogicalProjectAndWindowRuleConfig.DEFAULT.toRule())
            .build();
  }

  private static final class Search extends RelVisitor {

    private boolean hasFound;

    @Override
    public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
      if (node instanceof Project project && project.containsOver()) {
        hasFound = true;
      }
      if (!hasFound) {
        super.visit(node, ordinal, parent);
      }
    }
  }
}
