package io.ewig.calcite.plan.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/** Subqueries in the condition of an outer join that are about one side become columns of it. */
final class JoinSides {

  private final Join join;
  private final int leftWidth;
  private final List<RexNode> onLeft = new ArrayList<>();
  private final List<RexNode> onRight = new ArrayList<>();

  private JoinSides(Join join) {
    this.join = join;
    this.leftWidth = join.getLeft().getRowType().getFieldCount();
  }

  static RelNode flat(Join join) {
    return join.getJoinType().isOuterJoin()
        ? new JoinSides(join).flat()
        : JoinSubqueries.flat(join);
  }

  private RelNode flat() {
    join.getCondition().accept(new Sorting());
    RelNode left = Columns.with(join.getLeft(), onLeft, join.getVariablesSet());
    RelNode right = right();
    Correlation row = Correlation.to(Columns.product(left, right));
    RexNode condition = join.getCondition().accept(new Replacing(row));
    boolean isDone = !FlatSubqueries.has(condition);
    Join outer =
        LogicalJoin.create(
            left,
            right,
            List.of(),
            condition,
            isDone ? Set.of() : Set.of(row.id()),
            join.getJoinType());
    RelNode flat = isDone ? outer : JoinSubqueries.flat(outer);
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      fields.add(flat.getCluster().getRexBuilder().makeInputRef(flat, place(i)));
    }
    return Columns.of(flat, fields, join.getRowType().getFieldNames());
  }

  /** Where a field of the join is when the left side has more columns. */
  private int place(int field) {
    return field < leftWidth ? field : field + onLeft.size();
  }

  private RelNode right() {
    Correlation row = Correlation.to(join.getRight());
    Relocation toRight =
        new Relocation(
            field -> row.field(field - leftWidth),
            join.getVariablesSet(),
            field -> row.outerField(field - leftWidth));
    return Columns.with(join.getRight(), toRight.apply(onRight), Set.of(row.id()));
  }

  /** Finds the subqueries that are about one side. */
  private final class Sorting extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      ImmutableBitSet fields = fieldsOf(subquery);
      if (fields.length() <= leftWidth) {
        onLeft.add(subquery);
      } else if (fields.nextSetBit(0) >= leftWidth) {
        onRight.add(subquery);
      }
      return subquery;
    }
  }

  private ImmutableBitSet fieldsOf(RexSubQuery subquery) {
    ImmutableBitSet.Builder fields = RelOptUtil.InputFinder.bits(subquery).rebuild();
    subquery.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery each) {
            join.getVariablesSet()
                .forEach(id -> fields.addAll(RelOptUtil.correlationColumns(id, each.rel)));
            return super.visitSubQuery(each);
          }
        });
    return fields.build();
  }

  /** Puts the columns in place of subqueries. */
  private final class Replacing extends Relocation {
    private final Correlation row;

    Replacing(Correlation row) {
      super(
          field -> row.field(place(field)),
          join.getVariablesSet(),
          field -> row.outerField(place(field)));
      this.row = row;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode replaced = super.visitCall(call);
      if (!UnsureSubqueries.isMark(call)) {
        return replaced;
      }
      RexNode operand = ((RexCall) replaced).getOperands().get(0);
      return operand instanceof RexSubQuery ? replaced : operand;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      int left = onLeft.indexOf(subquery);
      int right = onRight.indexOf(subquery);
      if (left >= 0) {
        return row.field(leftWidth + left);
      }
      return right >= 0
          ? row.field(join.getRowType().getFieldCount() + onLeft.size() + right)
          : super.visitSubQuery(subquery);
    }
  }
}
