package io.ewig.calcite.plan.optimizer;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Many alternatives of one expression, as an IN list has them, become one look into a set; so do
 * many exclusions, {@code x <> 1 AND x <> 2 AND ..}. Many ranges become few.
 *
 * <p>Calcite's rules would come to the same, but hold each against all before it first: that takes
 * half a minute for 500 numbers and a column that is not null. What is computed from constants is a
 * constant only when a rule has seen it, so that is done here, too.
 */
final class Alternatives extends RelHomogeneousShuttle {

  /** So few cost nothing, and are left to the rules. */
  private static final int FEW = 20;

  private static final Set<SqlKind> RANGES =
      EnumSet.of(
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);

  private static final RexExecutor NO_EXECUTOR =
      (builder, constants, reduced) -> reduced.addAll(constants);

  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          RexNode inside = super.visitCall(call);
          return switch (inside.getKind()) {
            case OR -> alternatives(inside);
            case AND -> exclusions(inside);
            default -> inside;
          };
        }
      };

  private final RexShuttle folding =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          return RexUtil.isConstant(call) && RexUtil.isDeterministic(call)
              ? folded(call)
              : super.visitCall(call);
        }
      };

  private final RexBuilder builder;
  private final RexExecutor executor;
  private final RexSimplify simplify;

  private Alternatives(RelOptCluster cluster) {
    this.builder = cluster.getRexBuilder();
    this.executor = Objects.requireNonNullElse(cluster.getPlanner().getExecutor(), NO_EXECUTOR);
    this.simplify = new RexSimplify(builder, RelOptPredicateList.EMPTY, executor);
  }

  /** The same plan with such sets. */
  static RelNode in(RelNode plan) {
    return plan.accept(new Alternatives(plan.getCluster()));
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(expressions);
  }

  private RexNode folded(RexCall call) {
    List<RexNode> known = new ArrayList<>();
    executor.reduce(builder, List.of(call), known);
    return known.get(0);
  }

  private RexNode alternatives(RexNode or) {
    List<RexNode> parts = RelOptUtil.disjunctions(or);
    return parts.size() <= FEW
        ? or
        : RexUtil.composeDisjunction(builder, together(parts, SqlKind.OR, SqlKind.EQUALS));
  }

  private RexNode exclusions(RexNode and) {
    List<RexNode> parts = RelOptUtil.conjunctions(and);
    return parts.size() <= FEW
        ? and
        : RexUtil.composeConjunction(builder, together(parts, SqlKind.AND, SqlKind.NOT_EQUALS));
  }

  /**
   * @param junction what is between the parts
   * @param single kind of those that become one IN, or its opposite
   */
  private List<RexNode> together(List<RexNode> parts, SqlKind junction, SqlKind single) {
    Map<RexNode, List<RexNode>> constants = new LinkedHashMap<>();
    Map<RexNode, List<RexNode>> ranges = new LinkedHashMap<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode given : parts) {
      RexNode part = given.accept(folding);
      boolean isKnown = part instanceof RexCall call && isWithConstant(call.getOperands());
      if (isKnown && part.isA(single)) {
        List<RexNode> sides = ((RexCall) part).getOperands();
        constants.computeIfAbsent(sides.get(0), x -> new ArrayList<>()).add(sides.get(1));
      } else if (isKnown && part.isA(RANGES)) {
        RexNode expression = ((RexCall) part).getOperands().get(0);
        ranges.computeIfAbsent(expression, x -> new ArrayList<>()).add(part);
      } else {
        others.add(part);
      }
    }
    List<RexNode> all = new ArrayList<>();
    constants.forEach((x, values) -> all.add(oneOf(x, values, single)));
    ranges.values().forEach(some -> all.addAll(fewer(some, junction)));
    all.addAll(others);
    return all;
  }

  private RexNode oneOf(RexNode expression, List<RexNode> values, SqlKind single) {
    RexNode in = builder.makeIn(expression, values);
    return single == SqlKind.EQUALS ? in : builder.makeCall(SqlStdOperatorTable.NOT, in);
  }

  /** The same ranges of one expression, few at a time made one, for as long as that helps. */
  private List<RexNode> fewer(List<RexNode> ranges, SqlKind junction) {
    List<RexNode> now = ranges;
    int before = Integer.MAX_VALUE;
    while (now.size() > FEW && now.size() < before) {
      before = now.size();
      now =
          Lists.partition(now, FEW).stream()
              .flatMap(some -> parts(simplify.simplifyPreservingType(of(some, junction)), junction))
              .toList();
    }
    return now;
  }

  private RexNode of(List<RexNode> parts, SqlKind junction) {
    return junction == SqlKind.OR
        ? RexUtil.composeDisjunction(builder, parts)
        : RexUtil.composeConjunction(builder, parts);
  }

  private static Stream<RexNode> parts(RexNode node, SqlKind junction) {
    return (junction == SqlKind.OR ? RelOptUtil.disjunctions(node) : RelOptUtil.conjunctions(node))
        .stream();
  }

  /** Whether an expression is compared with a constant of its type. */
  private static boolean isWithConstant(List<RexNode> sides) {
    if (sides.size() != 2) {
      return false;
    }
    RexNode expression = sides.get(0);
    return sides.get(1) instanceof RexLiteral constant
        && !constant.isNull()
        && !(expression instanceof RexLiteral)
        && expression.getType().getSqlTypeName() == constant.getType().getSqlTypeName()
        && RexUtil.isDeterministic(expression);
  }
}
