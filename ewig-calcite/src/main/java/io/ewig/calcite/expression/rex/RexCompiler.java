package io.ewig.calcite.expression.rex;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.ExpressionCompiler;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Literals;
import io.ewig.calcite.expression.Parameter;
import io.ewig.engine.error.EwigException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Compiles row expressions.
 *
 * <p>What has only constants for arguments is computed once, here, unless it fails (then it fails
 * when it is executed, if ever), needs the execution, or may make something large out of something
 * small.
 */
public final class RexCompiler implements ExpressionCompiler {

  /** Of calls within each other: what a recursion may cost on a small stack. */
  static final int DEPTH_MAX = 1_000;

  private final Functions functions = Catalogue.functions();
  private final RexBuilder builder;

  public RexCompiler(RexBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RexBuilder rexBuilder() {
    return builder;
  }

  /** What computes the value of the row expression. */
  @Override
  public Expression compile(RexNode node) {
    return expression(node, 0);
  }

  private Expression expression(RexNode node, int depth) {
    if (node instanceof RexInputRef column) {
      return new Column(column.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (node instanceof RexDynamicParam parameter) {
      return new Parameter(parameter.getIndex());
    }
    if (node instanceof RexFieldAccess access) {
      return field(access, depth);
    }
    if (node instanceof RexCall call) {
      return call(call, depth);
    }
    throw Fault.unsupported("the expression " + Fault.shown(node) + " is not supported here");
  }

  private static Expression literal(RexLiteral literal) {
    Object value =
        literal.getTypeName() == SqlTypeName.SARG
            ? null // the call of SEARCH reads it
            : Literals.value(literal);
    return value == null ? Constant.NULL : new Constant(value);
  }

  private Expression field(RexFieldAccess access, int depth) {
    int index = access.getField().getIndex();
    if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
      int correlation = variable.id.getId();
      return (row, execution) -> execution.outer(correlation)[index];
    }
    Expression record = expression(access.getReferenceExpr(), depth + 1);
    return (row, execution) -> {
      Object value = record.value(row, execution);
      return value == null ? null : ((@Nullable Object[]) value)[index];
    };
  }

  /**
   * Whether instants are looked for among wall clocks, or the other way round: which is which
   * depends on the time zone of the session, as comparisons know.
   */
  private static boolean searchesOtherTimes(RexCall call) {
    return call.isA(SqlKind.SEARCH)
        && isInstant(call.getOperands().get(0)) != isInstant(call.getOperands().get(1));
  }

  private static boolean isInstant(RexNode node) {
    return node.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  private Expression call(RexCall call, int depth) {
    if (searchesOtherTimes(call)) {
      return expression(RexUtil.expandSearch(rexBuilder(), null, call), depth + 1);
    }
    Functions.Maker maker = functions.get(call.getOperator());
    if (maker == null) {
      throw Fault.unsupported("the operator " + call.getOperator() + " is not supported here");
    }
    if (depth > DEPTH_MAX) {
      throw Fault.limit("an expression nests up to " + DEPTH_MAX + " deep, not deeper");
    }
    List<Expression> arguments = new ArrayList<>(call.getOperands().size());
    for (RexNode operand : call.getOperands()) {
      arguments.add(expression(operand, depth + 1));
    }
    Expression made =
        maker.make(new Call(call.getOperator(), call.getOperands(), arguments, call.getType()));
    boolean isConstant = arguments.stream().allMatch(Constant.class::isInstance);
    return isConstant && Catalogue.isFolded(call.getOperator()) ? folded(made) : made;
  }

  private static Expression folded(Expression expression) {
    if (expression instanceof Constant) {
      return expression;
    }
    try {
      return Constant.of(expression).map(Expression.class::cast).orElse(expression);
    } catch (EwigException ignored) {
      return expression; // it fails, which will show in the execution
    }
  }
}
