package io.ewig.calcite.plan.subquery;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Takes subqueries that are about both sides out of the condition of a join.
 *
 * <p>An inner join becomes a filter. An outer one asks for each row of one side which rows of the
 * other meet the condition; a full one then adds the rows of the other side that none has met.
 */
final class JoinSubqueries {

  private final RelNode left;
  private final RelNode right;
  private final RexNode condition;
  private final Set<CorrelationId> variables;
  private final RexBuilder builder;
  private final int leftWidth;
  private final int rightWidth;

  private JoinSubqueries(
      RelNode left, RelNode right, RexNode condition, Set<CorrelationId> variables) {
    this.left = left;
    this.right = right;
    this.condition = condition;
    this.variables = variables;
    this.builder = left.getCluster().getRexBuilder();
    this.leftWidth = left.getRowType().getFieldCount();
    this.rightWidth = right.getRowType().getFieldCount();
  }

  static RelNode flat(Join join) {
    JoinSubqueries subqueries =
        new JoinSubqueries(
            join.getLeft(), join.getRight(), join.getCondition(), join.getVariablesSet());
    return switch (join.getJoinType()) {
      case INNER -> subqueries.inner();
      case LEFT -> subqueries.left();
      case RIGHT -> subqueries.right();
      case FULL -> subqueries.full(join.getRowType());
      default -> join;
    };
  }

  private RelNode inner() {
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode part : RelOptUtil.conjunctions(condition)) {
      (FlatSubqueries.has(part) ? others : plain).add(part);
    }
    RelNode join =
        LogicalJoin.create(
            left,
            right,
            List.of(),
            RexUtil.composeConjunction(builder, plain),
            Set.of(),
            JoinRelType.INNER);
    return filtered(join, RexUtil.composeConjunction(builder, others), variables);
  }

  /** Each row of the left side with the rows of the right side that meet the condition. */
  private RelNode left() {
    Correlation row = Correlation.to(left);
    Correlation own = Correlation.to(right);
    RexNode inside =
        condition(
            i -> i < leftWidth ? row.outerField(i) : own.field(i - leftWidth),
            i -> i < leftWidth ? row.outerField(i) : own.outerField(i - leftWidth));
    RelNode met = filtered(right, inside, Set.of(own.id()));
    return LogicalCorrelate.create(
        left,
        met,
        List.of(),
        row.id(),
        RelOptUtil.correlationColumns(row.id(), met),
        JoinRelType.LEFT);
  }

  private RelNode right() {
    RelNode swapped = swapped().left();
    List<RexNode> fields = Columns.own(swapped);
    List<RexNode> ordered = new ArrayList<>(fields.subList(rightWidth, fields.size()));
    ordered.addAll(fields.subList(0, rightWidth));
    List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
    names.addAll(right.getRowType().getFieldNames());
    return Columns.of(swapped, ordered, names);
  }

  /** The same with sides exchanged. */
  private JoinSubqueries swapped() {
    Correlation row = Correlation.to(Columns.product(right, left));
    IntUnaryOperator place = i -> i < leftWidth ? i + rightWidth : i - leftWidth;
    RexNode exchanged =
        condition(i -> row.field(place.applyAsInt(i)), i -> row.outerField(place.applyAsInt(i)));
    return new JoinSubqueries(right, left, exchanged, Set.of(row.id()));
  }

  private RelNode full(RelDataType type) {
    Correlation row = Correlation.to(right);
    Correlation own = Correlation.to(left);
    RexNode inside =
        condition(
            i -> i < leftWidth ? own.field(i) : row.outerField(i - leftWidth),
            i -> i < leftWidth ? own.outerField(i) : row.outerField(i - leftWidth));
    RelNode meeting = filtered(left, inside, Set.of(own.id()));
    RexNode isMet = RexSubQuery.exists(meeting);
    RelNode unmet =
        filtered(right, builder.makeCall(SqlStdOperatorTable.NOT, isMet), Set.of(row.id()));
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < leftWidth; i++) {
      fields.add(builder.makeNullLiteral(type.getFieldList().get(i).getType()));
    }
    fields.addAll(Columns.own(unmet));
    RelNode added = Columns.of(unmet, fields, type.getFieldNames());
    return LogicalUnion.create(List.of(left(), added), true);
  }

  private static RelNode filtered(RelNode input, RexNode condition, Set<CorrelationId> variables) {
    return FlatSubqueries.flat(
        LogicalFilter.create(input, condition, ImmutableSet.copyOf(variables)));
  }

  /**
   * The condition elsewhere.
   *
   * @param fields gives what to say instead of a field of the join
   * @param outerFields the same within subqueries
   */
  private RexNode condition(IntFunction<RexNode> fields, IntFunction<RexNode> outerFields) {
    return condition.accept(new Relocation(fields, variables, outerFields));
  }
}
