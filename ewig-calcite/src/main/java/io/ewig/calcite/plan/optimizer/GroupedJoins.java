package io.ewig.calcite.plan.optimizer;

import io.ewig.calcite.plan.reference.ReferenceScan;
import io.ewig.calcite.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows before they are joined, where they are of a relation that knows its rows by their
 * names, and are joined by these: few are left to join then.
 *
 * <p>Calcite's own rule for it groups the other side as well, adds up counts of distinct values,
 * and changes types.
 */
final class GroupedJoins {

  private final RelBuilder builder;

  private GroupedJoins(RelBuilder builder) {
    this.builder = builder;
  }

  static RelNode in(RelNode plan, RelBuilder builder) {
    GroupedJoins rewrite = new GroupedJoins(builder);
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            RelNode inside = super.visit(node);
            RelNode better = inside instanceof Aggregate above ? rewrite.grouped(above) : null;
            return better == null ? inside : better;
          }
        });
  }

  private @Nullable RelNode grouped(Aggregate above) {
    if (!Aggregate.isSimple(above)
        || !(above.getInput() instanceof Join join)
        || join.getJoinType() != JoinRelType.INNER) {
      return null;
    }
    RelNode left = grouped(above, join, true);
    return left != null ? left : grouped(above, join, false);
  }

  private @Nullable RelNode grouped(Aggregate above, Join join, boolean isLeft) {
    Side side = Side.of(join, isLeft);
    ImmutableBitSet names = side.within(above.getGroupSet()).union(side.keys());
    if (side.keys().isEmpty()
        || !names.asList().stream().allMatch(column -> isName(side.input(), column))) {
      return null;
    }
    List<AggregateCall> calls = above.getAggCallList();
    for (AggregateCall call : calls) {
      if (!isAdditive(call, side)) {
        return null;
      }
    }
    return new Rewriting(above, join, side, names).make();
  }

  /** Whether what comes out is the sum, or the extreme, of what comes out for each name. */
  private static boolean isAdditive(AggregateCall call, Side side) {
    boolean isPlain =
        !call.isDistinct()
            && !call.isApproximate()
            && !call.hasFilter()
            && call.distinctKeys == null
            && call.getCollation().getFieldCollations().isEmpty();
    List<Integer> arguments = call.getArgList();
    boolean isOfSide = arguments.size() == 1 && side.has(arguments.get(0));
    return isPlain
        && switch (call.getAggregation().getKind()) {
          case COUNT -> arguments.isEmpty() || isOfSide;
          case MIN, MAX -> isOfSide;
          case SUM, SUM0 -> isOfSide && SqlTypeUtil.isExactNumeric(call.getType());
          default -> false;
        };
  }

  /** Whether a column is one of names, however it is handed on. */
  private static boolean isName(RelNode node, int column) {
    if (node instanceof Filter filter) {
      return isName(filter.getInput(), column);
    } else if (node instanceof Project project) {
      return project.getProjects().get(column) instanceof RexInputRef ref
          && isName(project.getInput(), ref.getIndex());
    } else if (node instanceof ReferenceScan scan) {
      Relation relation = scan.relation();
      int place = scan.columns().getInt(column);
      return relation.isOfNames(scan.reference().positionInRelation(place));
    }
    return false;
  }

  /**
   * One input of a join.
   *
   * @param first where its columns start among those of the join
   * @param keys the columns by which it is joined, by its own count
   */
  private record Side(RelNode input, boolean isLeft, int first, ImmutableBitSet keys) {

    static Side of(Join join, boolean isLeft) {
      int left = join.getLeft().getRowType().getFieldCount();
      ImmutableBitSet wanted = RelOptUtil.InputFinder.bits(join.getCondition());
      Side whole =
          isLeft
              ? new Side(join.getLeft(), true, 0, wanted)
              : new Side(join.getRight(), false, left, wanted);
      return new Side(whole.input, isLeft, whole.first, whole.within(wanted));
    }

    int width() {
      return input.getRowType().getFieldCount();
    }

    boolean has(int column) {
      return column >= first && column < first + width();
    }

    /** Which of these are its own, by its own count. */
    ImmutableBitSet within(ImmutableBitSet columns) {
      ImmutableBitSet.Builder own = ImmutableBitSet.builder();
      columns.asList().stream().filter(this::has).forEach(column -> own.set(column - first));
      return own.build();
    }
  }

  /** Makes the new plan, once it is known that there is one. */
  private final class Rewriting {

    private final Aggregate above;
    private final Join join;
    private final Side side;
    private final ImmutableBitSet names;

    Rewriting(Aggregate above, Join join, Side side, ImmutableBitSet names) {
      this.above = above;
      this.join = join;
      this.side = side;
      this.names = names;
    }

    RelNode make() {
      RelNode few = few();
      int other = join.getInput(side.isLeft() ? 1 : 0).getRowType().getFieldCount();
      int first = side.isLeft() ? 0 : other;
      joined(few, first);
      List<AggregateCall> sums = new ArrayList<>();
      for (int i = 0; i < above.getAggCallList().size(); i++) {
        sums.add(sum(above.getAggCallList().get(i), first + names.cardinality() + i));
      }
      ImmutableBitSet.Builder groups = ImmutableBitSet.builder();
      List<Integer> places = new ArrayList<>();
      for (int column : above.getGroupSet()) {
        places.add(place(column, first));
        groups.set(place(column, first));
      }
      ImmutableBitSet grouped = groups.build();
      builder.aggregate(builder.groupKey(grouped), sums);
      List<RelDataType> types =
          above.getRowType().getFieldList().stream().map(f -> f.getType()).toList();
      List<RexNode> columns = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        int at = i < places.size() ? grouped.indexOf(places.get(i)) : i;
        columns.add(builder.getRexBuilder().ensureType(types.get(i), builder.field(at), true));
      }
      return builder.project(columns, above.getRowType().getFieldNames(), true).build();
    }

    /** A row for each combination of names. */
    private RelNode few() {
      List<AggregateCall> calls = new ArrayList<>();
      for (AggregateCall call : above.getAggCallList()) {
        List<Integer> arguments =
            call.getArgList().stream().map(column -> column - side.first()).toList();
        calls.add(
            AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                false,
                false,
                false,
                call.rexList,
                arguments,
                -1,
                null,
                call.getCollation(),
                false, // each name has a row at least
                side.input(),
                null,
                null));
      }
      return builder.push(side.input()).aggregate(builder.groupKey(names), calls).build();
    }

    private void joined(RelNode few, int first) {
      builder.push(side.isLeft() ? few : join.getLeft());
      builder.push(side.isLeft() ? join.getRight() : few);
      RexShuttle moved =
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
              return new RexInputRef(place(ref.getIndex(), first), ref.getType());
            }
          };
      builder.join(JoinRelType.INNER, join.getCondition().accept(moved));
    }

    /** Where a column of the old join is in the new one. */
    private int place(int column, int first) {
      if (side.has(column)) {
        return first + names.indexOf(column - side.first());
      }
      int gained = names.cardinality() + above.getAggCallList().size() - side.width();
      return side.isLeft() ? column + gained : column;
    }

    private AggregateCall sum(AggregateCall call, int column) {
      boolean isCount = call.getAggregation().getKind() == SqlKind.COUNT;
      return AggregateCall.create(
          call.getParserPosition(),
          isCount ? SqlStdOperatorTable.SUM0 : call.getAggregation(),
          false,
          false,
          false,
          call.rexList,
          List.of(column),
          -1,
          null,
          call.getCollation(),
          above.getGroupSet().isEmpty(),
          builder.peek(),
          null,
          null);
    }
  }
}
