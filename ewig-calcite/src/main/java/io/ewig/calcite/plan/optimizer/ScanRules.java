package io.ewig.calcite.plan.optimizer;

import com.google.common.collect.ImmutableList;
import io.ewig.calcite.plan.reference.ReferenceScan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.ImmutableIntList;
import org.jspecify.annotations.Nullable;

/** Rules that give a scan the conditions and the choice of columns that stand right above it. */
final class ScanRules {

  static final List<RelOptRule> ALL = List.of(new FilterIntoScan(), new ProjectIntoScan());

  private ScanRules() {}

  @SuppressWarnings("deprecation") // configurable rules are generated classes, three files each
  private static final class FilterIntoScan extends RelOptRule {

    FilterIntoScan() {
      super(operand(LogicalFilter.class, operand(ReferenceScan.class, none())), "FilterIntoScan");
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      LogicalFilter filter = call.rel(0);
      ReferenceScan scan = call.rel(1);
      if (!filter.getVariablesSet().isEmpty() || !RexUtil.isDeterministic(filter.getCondition())) {
        return; // a scan may look at a condition more than once
      }
      List<RexNode> conditions = new ArrayList<>(scan.conditions());
      RexShuttle onRelation =
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
              return new RexInputRef(scan.columns().getInt(ref.getIndex()), ref.getType());
            }
          };
      for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
        conditions.add(condition.accept(onRelation));
      }
      call.transformTo(scan.with(conditions));
    }
  }

  @SuppressWarnings("deprecation")
  private static final class ProjectIntoScan extends RelOptRule {

    ProjectIntoScan() {
      super(operand(LogicalProject.class, operand(ReferenceScan.class, none())), "ProjectIntoScan");
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      LogicalProject project = call.rel(0);
      ReferenceScan scan = call.rel(1);
      ImmutableIntList plain = plainly(project);
      if (plain != null) {
        call.transformTo(scan.with(through(scan, plain))); // names do not matter
        return;
      }
      ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null);
      if (used.cardinality() < scan.columns().size() && !used.isEmpty()) {
        ImmutableIntList chosen = ImmutableIntList.copyOf(used.asList());
        call.transformTo(onto(project, scan.with(through(scan, chosen)), chosen));
      }
    }

    /** The columns that a projection chooses, or null if it computes something. */
    private static @Nullable ImmutableIntList plainly(LogicalProject project) {
      ImmutableList.Builder<Integer> columns = ImmutableList.builder();
      for (RexNode expression : project.getProjects()) {
        if (!(expression instanceof RexInputRef ref)) {
          return null;
        }
        columns.add(ref.getIndex());
      }
      return ImmutableIntList.copyOf(columns.build());
    }

    private static ImmutableIntList through(ReferenceScan scan, ImmutableIntList chosen) {
      return ImmutableIntList.copyOf(chosen.stream().map(scan.columns()::get).toList());
    }

    /** The same of a scan that gives nothing but the columns that it needs. */
    private static LogicalProject onto(
        LogicalProject project, ReferenceScan scan, ImmutableIntList chosen) {
      RexShuttle onChosen =
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
              return new RexInputRef(chosen.indexOf(ref.getIndex()), ref.getType());
            }
          };
      return project.copy(
          project.getTraitSet(), scan, onChosen.apply(project.getProjects()), project.getRowType());
    }
  }
}
