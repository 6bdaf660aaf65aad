package io.ewig.calcite.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * What a condition says about one column, compared with values that are known when the scan starts.
 *
 * @param values one, or for {@link Comparison#EQUAL} any of several
 * @param isExact whether the condition says nothing else
 */
record ColumnCondition(int column, Comparison comparison, List<RexNode> values, boolean isExact) {

  /** How the column stands to the value. */
  enum Comparison {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    private static Optional<Comparison> of(SqlKind kind) {
      return switch (kind) {
        case EQUALS -> Optional.of(EQUAL);
        case LESS_THAN -> Optional.of(LESS);
        case LESS_THAN_OR_EQUAL -> Optional.of(LESS_OR_EQUAL);
        case GREATER_THAN -> Optional.of(GREATER);
        case GREATER_THAN_OR_EQUAL -> Optional.of(GREATER_OR_EQUAL);
        default -> Optional.empty();
      };
    }

    boolean isInclusive() {
      return this == LESS_OR_EQUAL || this == GREATER_OR_EQUAL;
    }
  }

  /** All that a condition says about single columns. */
  static List<ColumnCondition> of(RexNode condition, RexBuilder builder) {
    List<RexNode> parts = RelOptUtil.conjunctions(RexUtil.expandSearch(builder, null, condition));
    List<ColumnCondition> found = new ArrayList<>();
    for (RexNode part : parts) {
      ofPart(part, parts.size() == 1).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<ColumnCondition> ofPart(RexNode part, boolean isWhole) {
    if (part.getKind() == SqlKind.OR) {
      return anyOf(RelOptUtil.disjunctions(part), isWhole);
    }
    Optional<Comparison> comparison = Comparison.of(part.getKind());
    if (comparison.isEmpty()) {
      return Optional.empty();
    }
    List<RexNode> operands = ((RexCall) part).getOperands();
    Optional<ColumnCondition> plain =
        compared(operands.get(0), comparison.get(), operands.get(1), isWhole);
    if (plain.isPresent()) {
      return plain;
    }
    Comparison reversed = Comparison.of(part.getKind().reverse()).orElseThrow();
    return compared(operands.get(1), reversed, operands.get(0), isWhole);
  }

  private static Optional<ColumnCondition> compared(
      RexNode column, Comparison comparison, RexNode value, boolean isWhole) {
    RexNode bare = withoutWidening(column);
    if (!(bare instanceof RexInputRef ref) || RexUtil.containsInputRef(value)) {
      return Optional.empty();
    }
    boolean isPadded = ref.getType().getSqlTypeName() == SqlTypeName.CHAR;
    return areAlike(ref, value) && (!isPadded || comparison == Comparison.EQUAL)
        ? Optional.of(new ColumnCondition(ref.getIndex(), comparison, List.of(value), isWhole))
        : Optional.empty();
  }

  private static RexNode withoutWidening(RexNode column) {
    return column.isA(SqlKind.CAST) && RexUtil.isLosslessCast(column)
        ? ((RexCall) column).getOperands().get(0)
        : column;
  }

  /** Whether a value of the one type is found among keys of the other as it stands. */
  private static boolean areAlike(RexNode column, RexNode value) {
    SqlTypeName a = column.getType().getSqlTypeName();
    SqlTypeName b = value.getType().getSqlTypeName();
    if (SqlTypeName.INT_TYPES.contains(a)) {
      return SqlTypeName.INT_TYPES.contains(b);
    }
    if (a == SqlTypeName.DECIMAL) {
      return SqlTypeUtil.equalSansNullability(column.getType(), value.getType());
    }
    return a == SqlTypeName.VARCHAR ? SqlTypeName.CHAR_TYPES.contains(b) : a == b;
  }

  private static Optional<ColumnCondition> anyOf(List<RexNode> choices, boolean isWhole) {
    List<RexNode> values = new ArrayList<>();
    int column = -1;
    for (RexNode choice : choices) {
      Optional<ColumnCondition> one = ofPart(choice, isWhole);
      boolean isEqual = one.isPresent() && one.get().comparison == Comparison.EQUAL;
      if (!isEqual || (column >= 0 && column != one.get().column)) {
        return Optional.empty();
      }
      column = one.get().column;
      values.addAll(one.get().values);
    }
    return Optional.of(new ColumnCondition(column, Comparison.EQUAL, values, isWhole));
  }
}
