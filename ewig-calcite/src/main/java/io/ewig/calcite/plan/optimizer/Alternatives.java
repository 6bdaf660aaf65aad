package io.ewig.calcite.plan.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Many alternatives of one expression, as an IN list has them, become one look into a set; so do
 * many exclusions, {@code x <> 1 AND x <> 2 AND ..}.
 *
 * <p>Calcite's rules would come to the same, but hold each against all before it first: that takes
 * half a minute for 500 numbers and a column that is not null.
 */
final class Alternatives extends RelHomogeneousShuttle {

  /** So few cost nothing, and are left to the rules. */
  private static final int FEW = 20;

  private final RexShuttle expressions;

  private Alternatives(RexBuilder builder) {
    this.expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            RexNode inside = super.visitCall(call);
            return switch (inside.getKind()) {
              case OR -> alternatives(inside, builder);
              case AND -> exclusions(inside, builder);
              default -> inside;
            };
          }
        };
  }

  /** The same plan with such sets. */
  static RelNode in(RelNode plan) {
    return plan.accept(new Alternatives(plan.getCluster().getRexBuilder()));
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(expressions);
  }

  private static RexNode alternatives(RexNode or, RexBuilder builder) {
    List<RexNode> parts = RelOptUtil.disjunctions(or);
    return parts.size() <= FEW
        ? or
        : RexUtil.composeDisjunction(
            builder, together(parts, SqlKind.EQUALS, UnaryOperator.identity(), builder));
  }

  private static RexNode exclusions(RexNode and, RexBuilder builder) {
    List<RexNode> parts = RelOptUtil.conjunctions(and);
    return parts.size() <= FEW
        ? and
        : RexUtil.composeConjunction(
            builder, together(parts, SqlKind.NOT_EQUALS, in -> not(in, builder), builder));
  }

  private static RexNode not(RexNode condition, RexBuilder builder) {
    return builder.makeCall(SqlStdOperatorTable.NOT, condition);
  }

  /**
   * @param kind of the comparisons that can be taken together
   * @param meaning what they say of the one IN that they become
   */
  private static List<RexNode> together(
      List<RexNode> parts, SqlKind kind, UnaryOperator<RexNode> meaning, RexBuilder builder) {
    Map<RexNode, List<RexNode>> constants = new LinkedHashMap<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode part : parts) {
      if (part.isA(kind) && isWithConstant(((RexCall) part).getOperands())) {
        List<RexNode> sides = ((RexCall) part).getOperands();
        constants.computeIfAbsent(sides.get(0), x -> new ArrayList<>()).add(sides.get(1));
      } else {
        others.add(part);
      }
    }
    List<RexNode> all = new ArrayList<>();
    constants.forEach((x, values) -> all.add(meaning.apply(builder.makeIn(x, values))));
    all.addAll(others);
    return all;
  }

  /** Whether an expression is compared with a constant of its type. */
  private static boolean isWithConstant(List<RexNode> sides) {
    RexNode expression = sides.get(0);
    return sides.get(1) instanceof RexLiteral constant
        && !constant.isNull()
        && !(expression instanceof RexLiteral)
        && expression.getType().getSqlTypeName() == constant.getType().getSqlTypeName()
        && RexUtil.isDeterministic(expression);
  }
}
