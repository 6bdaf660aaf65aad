package io.ewig.calcite.plan.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Comparisons with a {@code char(n)} stay that: blanks at the end do not count.
 *
 * <p>Calcite casts texts of different lengths to VARCHAR, where they would.
 */
final class CharComparisons extends RelHomogeneousShuttle {

  private final RexShuttle expressions;

  private CharComparisons(RexBuilder builder) {
    this.expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            RexNode inside = super.visitCall(call);
            if (inside.isA(SqlKind.SEARCH)) {
              return searched((RexCall) inside);
            }
            return inside instanceof RexCall comparison
                    && SqlKind.BINARY_COMPARISON.contains(comparison.getKind())
                ? compared(comparison, builder)
                : inside;
          }
        };
  }

  /** The same plan with such comparisons. */
  static RelNode in(RelNode plan) {
    return plan.accept(new CharComparisons(plan.getCluster().getRexBuilder()));
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(expressions);
  }

  private static RexNode compared(RexCall comparison, RexBuilder builder) {
    List<RexNode> bare = comparison.getOperands().stream().map(CharComparisons::uncast).toList();
    if (bare.equals(comparison.getOperands()) || bare.stream().noneMatch(CharComparisons::isChar)) {
      return comparison;
    }
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : bare) {
      operands.add(isText(operand) ? padded((RexLiteral) operand, builder) : operand);
    }
    return comparison.clone(comparison.getType(), operands);
  }

  /** A list or ranges of constants, whose blanks at the end count as little as the column's. */
  private static RexNode searched(RexCall search) {
    RexNode column = uncast(search.getOperands().get(0));
    return isChar(column)
        ? search.clone(search.getType(), List.of(column, search.getOperands().get(1)))
        : search;
  }

  /** What a cast to VARCHAR made of a CHAR was, if all of it was kept. */
  private static RexNode uncast(RexNode operand) {
    if (!operand.isA(SqlKind.CAST) || operand.getType().getSqlTypeName() != SqlTypeName.VARCHAR) {
      return operand;
    }
    RexNode given = ((RexCall) operand).getOperands().get(0);
    int width = operand.getType().getPrecision();
    boolean isWhole =
        width == RelDataType.PRECISION_NOT_SPECIFIED || width >= given.getType().getPrecision();
    return isChar(given) && isWhole ? given : operand;
  }

  private static boolean isChar(RexNode operand) {
    return operand.getType().getSqlTypeName() == SqlTypeName.CHAR
        && !(operand instanceof RexLiteral);
  }

  private static boolean isText(RexNode operand) {
    return operand instanceof RexLiteral literal
        && literal.getValueAs(String.class) != null
        && operand.getType().getSqlTypeName() == SqlTypeName.VARCHAR;
  }

  /** A literal is CHAR of its own length, as it was before the cast. */
  private static RexNode padded(RexLiteral literal, RexBuilder builder) {
    return builder.makeLiteral(String.valueOf(literal.getValueAs(String.class)));
  }
}
