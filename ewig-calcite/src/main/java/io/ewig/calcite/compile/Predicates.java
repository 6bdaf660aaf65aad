package io.ewig.calcite.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMdPredicates;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * What holds of all rows of a plan. Calcite's own way is an error where something is compared with
 * a NULL that came up while subqueries were removed; here such a comparison says nothing.
 *
 * <p>Public, since Calcite calls it by reflection.
 */
public final class Predicates extends RelMdPredicates {

  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new Predicates(), BuiltInMetadata.Predicates.Handler.class);

  private Predicates() {}

  @Override
  public RelOptPredicateList getPredicates(Filter filter, RelMetadataQuery query) {
    RexNode condition = told(filter, filter.getCondition());
    boolean isAll = condition.equals(filter.getCondition());
    return super.getPredicates(
        isAll ? filter : filter.copy(filter.getTraitSet(), filter.getInput(), condition), query);
  }

  @Override
  public RelOptPredicateList getPredicates(Join join, RelMetadataQuery query) {
    RexNode condition = told(join, join.getCondition());
    boolean isAll = condition.equals(join.getCondition());
    return super.getPredicates(
        isAll
            ? join
            : join.copy(
                join.getTraitSet(),
                condition,
                join.getLeft(),
                join.getRight(),
                join.getJoinType(),
                join.isSemiJoinDone()),
        query);
  }

  /**
   * All that holds of the rows of any input holds of those in all of them. Calcite would compile
   * classes to leave out what follows from the rest, and can't where they know an outer row.
   */
  @Override
  public RelOptPredicateList getPredicates(Intersect rows, RelMetadataQuery query) {
    Set<RexNode> all = new LinkedHashSet<>();
    for (RelNode input : rows.getInputs()) {
      all.addAll(query.getPulledUpPredicates(input).pulledUpPredicates);
    }
    return RelOptPredicateList.of(rows.getCluster().getRexBuilder(), all);
  }

  /** The part of a condition that says something: the same condition if all of it does. */
  private static RexNode told(RelNode node, RexNode condition) {
    List<RexNode> all = RelOptUtil.conjunctions(condition);
    List<RexNode> told = all.stream().filter(one -> !comparesWithNull(one)).toList();
    return told.size() == all.size()
        ? condition
        : RexUtil.composeConjunction(node.getCluster().getRexBuilder(), told);
  }

  private static boolean comparesWithNull(RexNode condition) {
    return condition instanceof RexCall call
        && SqlKind.COMPARISON.contains(call.getKind())
        && call.getOperands().stream().anyMatch(RexLiteral::isNullLiteral);
  }
}
