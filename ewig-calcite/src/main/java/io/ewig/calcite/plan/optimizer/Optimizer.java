package io.ewig.calcite.plan.optimizer;

import io.ewig.calcite.compile.node.TiesLimit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.AggregateProjectMergeRule;
import org.apache.calcite.rel.rules.AggregateRemoveRule;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterCorrelateRule;
import org.apache.calcite.rel.rules.FilterJoinRule.FilterIntoJoinRule;
import org.apache.calcite.rel.rules.FilterJoinRule.JoinConditionPushRule;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.JoinToMultiJoinRule;
import org.apache.calcite.rel.rules.LoptOptimizeJoinRule;
import org.apache.calcite.rel.rules.MultiJoinOptimizeBushyRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.rel.rules.ReduceExpressionsRule.FilterReduceExpressionsRule;
import org.apache.calcite.rel.rules.ReduceExpressionsRule.JoinReduceExpressionsRule;
import org.apache.calcite.rel.rules.ReduceExpressionsRule.ProjectReduceExpressionsRule;
import org.apache.calcite.rel.rules.SortRemoveConstantKeysRule;
import org.apache.calcite.rel.rules.UnionMergeRule;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.apache.calcite.util.ImmutableBitSet;

/** Makes a plan cheaper by rules that always help; the order of joins goes by estimates. */
public final class Optimizer {

  /** Makes plans as they are said: only the rules below put one list of columns into another. */
  private static final RelBuilderFactory PLANS =
      RelBuilder.proto(Contexts.of(RelBuilder.Config.DEFAULT.withBloat(-1)));

  private static final ProjectMergeRule.Config PROJECT_MERGE = projectMerge(upper -> true);

  /**
   * Leaves the choice of columns below window functions alone, for scans to take: windows keep
   * whole rows, and so all columns of them.
   */
  private static final ProjectMergeRule.Config PROJECT_MERGE_BUT_WINDOWS =
      projectMerge(upper -> !upper.containsOver());

  private static ProjectMergeRule.Config projectMerge(Predicate<Project> uppers) {
    return ProjectMergeRule.Config.DEFAULT
        .withOperandSupplier(
            upper ->
                upper
                    .operand(Project.class)
                    .predicate(uppers)
                    .oneInput(
                        lower ->
                            lower
                                .operand(Project.class)
                                .predicate(Optimizer::isRepeatable)
                                .anyInputs()))
        .as(ProjectMergeRule.Config.class);
  }

  /** Builds conditions anew: with a column's OR or AND put into its own a copy is not flat. */
  private static final FilterProjectTransposeRule.Config FILTER_PROJECT_TRANSPOSE =
      FilterProjectTransposeRule.Config.DEFAULT
          .withOperandFor(
              Filter.class,
              filter -> !RexUtil.containsCorrelation(filter.getCondition()),
              Project.class,
              Optimizer::isRepeatable)
          .withCopyFilter(false);

  /** Leaves conditions above the group of all, which is there also where no row is left below. */
  private static final FilterAggregateTransposeRule.Config FILTER_AGGREGATE_TRANSPOSE =
      FilterAggregateTransposeRule.Config.DEFAULT
          .withOperandSupplier(
              filter ->
                  filter
                      .operand(Filter.class)
                      .oneInput(
                          groups ->
                              groups
                                  .operand(Aggregate.class)
                                  .predicate(Optimizer::isOfRowsOnly)
                                  .anyInputs()))
          .as(FilterAggregateTransposeRule.Config.class);

  private static final HepProgram SIMPLIFY =
      program(
          FilterReduceExpressionsRule.FilterReduceExpressionsRuleConfig.DEFAULT,
          ProjectReduceExpressionsRule.ProjectReduceExpressionsRuleConfig.DEFAULT,
          JoinReduceExpressionsRule.JoinReduceExpressionsRuleConfig.DEFAULT,
          FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT,
          JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT,
          FILTER_PROJECT_TRANSPOSE,
          FILTER_AGGREGATE_TRANSPOSE,
          FilterSetOpTransposeRule.Config.DEFAULT,
          FilterCorrelateRule.Config.DEFAULT,
          FilterMergeRule.Config.DEFAULT,
          PROJECT_MERGE,
          ProjectRemoveRule.Config.DEFAULT,
          AggregateProjectMergeRule.Config.DEFAULT,
          AggregateRemoveRule.Config.DEFAULT,
          SortRemoveConstantKeysRule.Config.DEFAULT,
          UnionMergeRule.Config.DEFAULT);

  private static final HepProgram SCANS =
      new HepProgramBuilder()
          .addRuleCollection(
              List.of(
                  rule(FILTER_PROJECT_TRANSPOSE),
                  rule(FilterMergeRule.Config.DEFAULT),
                  rule(PROJECT_MERGE_BUT_WINDOWS),
                  rule(ProjectRemoveRule.Config.DEFAULT)))
          .addRuleCollection(ScanRules.ALL)
          .build();

  /** Fewer than this many inner joins are run in the order they were written. */
  private static final int JOINS_TO_ORDER = 2;

  /** The search for the best order takes time that grows with the fourth power of the joins. */
  private static final int JOINS_TO_SEARCH = 10;

  /** Made when the first statement with several joins comes. */
  private static final class JoinOrder {
    private static final HepProgram SEARCHED = program(LoptOptimizeJoinRule.Config.DEFAULT);

    /** Looks at each join a few times only, but knows nothing of outer joins. */
    private static final HepProgram OF_MANY = program(MultiJoinOptimizeBushyRule.Config.DEFAULT);

    private static HepProgram program(RelRule.Config rule) {
      return new HepProgramBuilder()
          .addMatchOrder(HepMatchOrder.BOTTOM_UP)
          .addRuleInstance(JoinToMultiJoinRule.Config.DEFAULT.toRule())
          .addRuleInstance(rule.toRule())
          .build();
    }

    static HepProgram of(RelNode plan) {
      boolean isSearched =
          count(plan, join -> true) <= JOINS_TO_SEARCH
              || count(plan, join -> join.getJoinType() != JoinRelType.INNER) > 0;
      return isSearched ? SEARCHED : OF_MANY;
    }
  }

  private Optimizer() {}

  /** Rules made one by one: {@code CoreRules} would make all that Calcite has. */
  static HepProgram program(RelRule.Config... rules) {
    HepProgramBuilder program = new HepProgramBuilder();
    program.addRuleCollection(Arrays.stream(rules).map(Optimizer::rule).toList());
    return program.build();
  }

  private static RelOptRule rule(RelRule.Config rule) {
    return rule.withRelBuilderFactory(PLANS).toRule();
  }

  /** Whether columns may be computed anew wherever they are used: numbers of sequences may not. */
  private static boolean isRepeatable(Project project) {
    return project.getProjects().stream().allMatch(RexUtil::isDeterministic);
  }

  private static boolean isOfRowsOnly(Aggregate groups) {
    return groups.getGroupSets().stream().noneMatch(ImmutableBitSet::isEmpty);
  }

  public static RelNode optimize(RelNode plan) {
    RelBuilder builder = PLANS.create(plan.getCluster(), null);
    RelNode joined = SharedConditions.in(Subqueries.remove(plan));
    RelNode said = Alternatives.in(CharComparisons.in(TiesLimit.in(joined)));
    RelNode better = run(SIMPLIFY, said);
    if (count(better, join -> true) >= JOINS_TO_ORDER) {
      better = run(SIMPLIFY, run(JoinOrder.of(better), better));
    }
    better = GroupedJoins.in(better, builder);
    better = new ColumnTrimmer(builder).trim(better);
    return run(SCANS, better);
  }

  private static int count(RelNode plan, Predicate<Join> wanted) {
    int count = plan instanceof Join join && wanted.test(join) ? 1 : 0;
    for (RelNode input : plan.getInputs()) {
      count += count(input, wanted);
    }
    return count;
  }

  static RelNode run(HepProgram program, RelNode plan) {
    HepPlanner planner = new WatchedPlanner(program, plan.getCluster().getPlanner().getContext());
    planner.setExecutor(plan.getCluster().getPlanner().getExecutor());
    planner.setRoot(plan);
    return planner.findBestExp();
  }
}
