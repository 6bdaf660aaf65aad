package io.ewig.calcite.plan;

import io.ewig.calcite.plan.subquery.Decorrelation;
import io.ewig.calcite.plan.subquery.FlatSubqueries;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;

/** Makes a plan cheaper by rules that always help; the order of joins goes by estimates. */
final class Optimizer {

  private static final HepProgram SUBQUERIES =
      program(CoreRules.FILTER_SUB_QUERY_TO_CORRELATE, CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE);

  private static final HepProgram SIMPLIFY =
      program(
          CoreRules.FILTER_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_REDUCE_EXPRESSIONS,
          CoreRules.JOIN_REDUCE_EXPRESSIONS,
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_CORRELATE,
          CoreRules.FILTER_MERGE,
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.AGGREGATE_PROJECT_MERGE,
          CoreRules.SORT_REMOVE_CONSTANT_KEYS,
          CoreRules.UNION_MERGE);

  private static final HepProgram JOIN_ORDER = joinOrder(CoreRules.MULTI_JOIN_OPTIMIZE);

  /** Looks at each join a few times only, but knows nothing of outer joins. */
  private static final HepProgram ORDER_OF_MANY = joinOrder(CoreRules.MULTI_JOIN_OPTIMIZE_BUSHY);

  private static final HepProgram SCANS =
      new HepProgramBuilder()
          .addRuleCollection(
              List.of(
                  CoreRules.FILTER_PROJECT_TRANSPOSE,
                  CoreRules.FILTER_MERGE,
                  CoreRules.PROJECT_MERGE,
                  CoreRules.PROJECT_REMOVE))
          .addRuleCollection(ScanRules.ALL)
          .build();

  /** Fewer than this many inner joins are run in the order they were written. */
  private static final int JOINS_TO_ORDER = 2;

  /** The search for the best order takes time that grows with the fourth power of the joins. */
  private static final int JOINS_TO_SEARCH = 10;

  private Optimizer() {}

  private static HepProgram program(RelOptRule... rules) {
    return new HepProgramBuilder().addRuleCollection(List.of(rules)).build();
  }

  private static HepProgram joinOrder(RelOptRule rule) {
    return new HepProgramBuilder()
        .addMatchOrder(HepMatchOrder.BOTTOM_UP)
        .addRuleInstance(CoreRules.JOIN_TO_MULTI_JOIN)
        .addRuleInstance(rule)
        .build();
  }

  static RelNode optimize(RelNode plan) {
    RelOptCluster cluster = plan.getCluster();
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(cluster, null);
    RelNode better = FlatSubqueries.of(plan);
    better = run(SUBQUERIES, better);
    better = Decorrelation.of(better);
    better = run(SIMPLIFY, better);
    if (count(better, join -> true) >= JOINS_TO_ORDER) {
      better = run(SIMPLIFY, run(joinOrder(better), better));
    }
    better = new RelFieldTrimmer(null, builder).trim(better);
    return run(SCANS, better);
  }

  private static HepProgram joinOrder(RelNode plan) {
    boolean isSearched =
        count(plan, join -> true) <= JOINS_TO_SEARCH
            || count(plan, join -> join.getJoinType() != JoinRelType.INNER) > 0;
    return isSearched ? JOIN_ORDER : ORDER_OF_MANY;
  }

  private static int count(RelNode plan, Predicate<Join> wanted) {
    int count = plan instanceof Join && wanted.test((Join) plan) ? 1 : 0;
    for (RelNode input : plan.getInputs()) {
      count += count(input, wanted);
    }
    return count;
  }

  private static RelNode run(HepProgram program, RelNode plan) {
    HepPlanner planner = new HepPlanner(program, plan.getCluster().getPlanner().getContext());
    planner.setExecutor(plan.getCluster().getPlanner().getExecutor());
    planner.setRoot(plan);
    return planner.findBestExp();
  }
}
