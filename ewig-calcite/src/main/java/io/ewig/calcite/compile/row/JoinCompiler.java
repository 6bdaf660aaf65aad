package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.compile.node.Unsupported;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.join.HashJoin;
import io.ewig.calcite.operator.join.JoinKeys;
import io.ewig.calcite.operator.join.JoinType;
import io.ewig.calcite.operator.join.NestedLoopJoin;
import io.ewig.calcite.operator.row.KeyRule;
import io.ewig.calcite.operator.row.Keys;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** JOIN: by a hash table where columns must be equal, else by a nested loop. */
public final class JoinCompiler implements Compiles<Join> {

  /** Left rows that are given at most once are better streamed, unless there are far fewer. */
  private static final double HALF_JOIN_BIAS = 10;

  @Override
  public Operator compile(Join node, CompileContext context) {
    RelNode prepared = withComputedKeys(node);
    return prepared instanceof Join join ? join(join, context) : context.compile(prepared);
  }

  /** Sides whose keys are columns, where the condition compares expressions of the sides. */
  private static RelNode withComputedKeys(Join node) {
    JoinInfo info = node.analyzeCondition();
    if (info.nonEquiConditions.stream().noneMatch(JoinCompiler::isEquality)) {
      return node;
    }
    RelNode pushed =
        RelOptUtil.pushDownJoinConditions(
            node, RelFactories.LOGICAL_BUILDER.create(node.getCluster(), null));
    RelNode below = pushed instanceof Project project ? project.getInput() : pushed;
    boolean hasMoreKeys =
        below instanceof Join join
            && join.analyzeCondition().leftKeys.size() > info.leftKeys.size();
    return hasMoreKeys ? pushed : node;
  }

  private static boolean isEquality(RexNode condition) {
    return condition.isA(SqlKind.EQUALS) || condition.isA(SqlKind.IS_NOT_DISTINCT_FROM);
  }

  private static Operator join(Join node, CompileContext context) {
    JoinType type = type(node.getJoinType());
    Operator left = context.compile(node.getLeft());
    Operator right = context.compile(node.getRight());
    int leftWidth = node.getLeft().getRowType().getFieldCount();
    int rightWidth = node.getRight().getRowType().getFieldCount();
    JoinInfo info = node.analyzeCondition();
    if (info.leftKeys.isEmpty()) {
      return new NestedLoopJoin(
          left, right, type, condition(node.getCondition(), context), leftWidth, rightWidth);
    }
    RexNode rest =
        RexUtil.composeConjunction(node.getCluster().getRexBuilder(), info.nonEquiConditions);
    return new HashJoin(
        left,
        right,
        new HashJoin.Plan(
            type,
            keys(node, info),
            condition(rest, context),
            leftWidth,
            rightWidth,
            isRightInTable(node, context)));
  }

  /** How a join is called among operators. */
  public static JoinType type(JoinRelType type) {
    return switch (type) {
      case INNER -> JoinType.INNER;
      case LEFT -> JoinType.LEFT;
      case RIGHT -> JoinType.RIGHT;
      case FULL -> JoinType.FULL;
      case SEMI -> JoinType.SEMI;
      case ANTI -> JoinType.ANTI;
      default -> throw Unsupported.feature("a join of type " + type);
    };
  }

  private static @Nullable Expression condition(RexNode condition, CompileContext context) {
    return condition.isAlwaysTrue() ? null : context.expressions().compile(condition);
  }

  /** Whether the right side is put into a table, and the rows of the left one are looked up. */
  public static boolean isRightInTable(Join node, CompileContext context) {
    JoinType type = type(node.getJoinType());
    double left = context.rowCount(node.getLeft());
    double right = context.rowCount(node.getRight());
    return right <= (type.isHalf() ? HALF_JOIN_BIAS : 1) * left;
  }

  private static JoinKeys keys(Join node, JoinInfo info) {
    int count = info.leftKeys.size();
    KeyRule[] ofLeft = new KeyRule[count];
    KeyRule[] ofRight = new KeyRule[count];
    boolean[] isNullEqual = new boolean[count];
    for (int i = 0; i < count; i++) {
      int left = info.leftKeys.get(i);
      int right = info.rightKeys.get(i);
      ofLeft[i] = rule(node.getLeft(), left, columnType(node.getRight(), right));
      ofRight[i] = rule(node.getRight(), right, columnType(node.getLeft(), left));
      isNullEqual[i] = !info.nullExclusionFlags.get(i);
    }
    return new JoinKeys(
        new Keys(info.leftKeys.toIntArray(), ofLeft),
        new Keys(info.rightKeys.toIntArray(), ofRight),
        isNullEqual);
  }

  private static RelDataType columnType(RelNode node, int column) {
    return node.getRowType().getFieldList().get(column).getType();
  }

  /** A literal, which is CHAR to Calcite, is a text, and keeps its blanks beside another. */
  private static KeyRule rule(RelNode node, int column, RelDataType other) {
    RelDataType own = columnType(node, column);
    return areTextAndChar(own, other) && Written.is(node, column) ? KeyRule.SAME : rule(own, other);
  }

  /** Whether blanks at the end count on one side only: not those of the CHAR. */
  public static boolean areTextAndChar(RelDataType a, RelDataType b) {
    return SqlTypeUtil.isCharacter(a)
        && SqlTypeUtil.isCharacter(b)
        && a.getSqlTypeName() != b.getSqlTypeName();
  }

  /** What makes values of a type comparable with those of another. */
  public static KeyRule rule(RelDataType own, RelDataType other) {
    if (SqlTypeUtil.isNumeric(own) && SqlTypeUtil.isNumeric(other)) {
      if (own.getSqlTypeName() == other.getSqlTypeName()) {
        return KeyRule.SAME;
      }
      return SqlTypeUtil.isExactNumeric(own) && SqlTypeUtil.isExactNumeric(other)
          ? KeyRule.EXACT
          : KeyRule.APPROXIMATE;
    }
    return own.getSqlTypeName() == SqlTypeName.CHAR && SqlTypeUtil.isCharacter(other)
        ? KeyRule.PADDED
        : KeyRule.SAME;
  }
}
