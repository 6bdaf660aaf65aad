package io.ewig.calcite.plan.subquery;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.Logic;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Makes the subqueries in the expressions of one filter or projection flat; used once. */
final class Flattening {

  private final RelNode input;
  private final List<RexNode> expressions;
  private final Set<CorrelationId> variables = new HashSet<>();

  /**
   * @param given what the expressions are about
   * @param givenVariables by which their subqueries know a row of it
   * @param logic which truth values of the expressions matter
   */
  Flattening(
      RelNode given, Set<CorrelationId> givenVariables, List<RexNode> expressions, Logic logic) {
    Operands operands = new Operands(given.getRowType().getFieldCount());
    List<RexNode> outer = operands.apply(expressions);
    this.input = Columns.with(given, operands.columns, givenVariables);
    Correlation row = Correlation.to(input);
    List<RexNode> simple = new Comparisons(row, outer, logic, false).apply(outer);
    Set<CorrelationId> all = new HashSet<>(givenVariables);
    all.add(row.id());
    this.expressions = new Separately(all).apply(simple);
  }

  /** What the flat expressions are about: what was given, then what stood in operands. */
  RelNode input() {
    return input;
  }

  List<RexNode> expressions() {
    return expressions;
  }

  /** The variables of all subqueries; never none, or those from further out were taken for ours. */
  ImmutableSet<CorrelationId> variables() {
    return variables.isEmpty()
        ? ImmutableSet.of(input.getCluster().createCorrel())
        : ImmutableSet.copyOf(variables);
  }

  /** Puts columns in place of operands with subqueries. */
  private static final class Operands extends RexShuttle {
    private final int width;
    private final List<RexNode> columns = new ArrayList<>();

    Operands(int width) {
      this.width = width;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      List<RexNode> plain = new ArrayList<>();
      for (RexNode operand : subquery.getOperands()) {
        plain.add(FlatSubqueries.has(operand) ? column(operand) : operand);
      }
      return subquery.clone(subquery.getType(), plain);
    }

    private RexNode column(RexNode operand) {
      columns.add(operand);
      return new RexInputRef(width + columns.size() - 1, operand.getType());
    }
  }

  /** Says otherwise what Calcite's rules do not get right. */
  private static final class Comparisons extends RexShuttle {
    private final Correlation row;
    private final List<RexNode> expressions;
    private final Logic logic;
    private final boolean isInWindow;

    /** Whether only true matters right here, so that unknown is as good as false. */
    private boolean isForTruth;

    Comparisons(Correlation row, List<RexNode> expressions, Logic logic, boolean isInWindow) {
      this.row = row;
      this.expressions = expressions;
      this.logic = logic;
      this.isInWindow = isInWindow;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (UnsureSubqueries.isMark(call)) {
        RexSubQuery subquery = (RexSubQuery) call.getOperands().get(0);
        return isForTruth
            ? ByExistence.certain(subquery, SqlStdOperatorTable.EQUALS, row)
            : ByExistence.of(subquery, SqlStdOperatorTable.EQUALS, row);
      }
      boolean before = isForTruth;
      isForTruth =
          switch (call.getKind()) {
            case IS_TRUE, IS_NOT_TRUE -> true;
            case AND, OR -> before;
            default -> false;
          };
      RexNode inside = super.visitCall(call);
      isForTruth = before;
      return inside;
    }

    @Override
    public RexNode visitOver(RexOver over) {
      return isInWindow
          ? super.visitOver(over)
          : over.accept(new Comparisons(row, expressions, logic, true));
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      if (subquery.op instanceof SqlQuantifyOperator some && subquery.getKind() == SqlKind.SOME) {
        SqlOperator comparison = RelOptUtil.op(some.comparisonKind, SqlStdOperatorTable.EQUALS);
        return comparison.getKind().belongsTo(ByExtreme.ORDERS)
            ? ByExtreme.of(subquery, comparison, row.builder())
            : ByExistence.of(subquery, comparison, row);
      }
      List<RexNode> operands = subquery.getOperands();
      boolean isHard =
          subquery.getKind() == SqlKind.IN
              && (operands.size() > 1 || RexUtil.isNullLiteral(operands.get(0), true));
      return isHard && subquery.getType().isNullable() && tellsUnknown(subquery)
          ? ByExistence.of(subquery, SqlStdOperatorTable.EQUALS, row)
          : subquery;
    }

    /** Calcite does not look into window functions, where unknown is neither true nor false. */
    private boolean tellsUnknown(RexSubQuery subquery) {
      if (isInWindow) {
        return true;
      }
      return switch (LogicVisitor.find(logic, expressions, subquery)) {
        case TRUE, TRUE_FALSE, UNKNOWN_AS_FALSE -> false;
        default -> true;
      };
    }
  }

  /** Gives each subquery a variable of its own. */
  private final class Separately extends RexShuttle {
    private final Set<CorrelationId> given;
    private final Map<RexSubQuery, RexNode> known = new HashMap<>();

    Separately(Set<CorrelationId> given) {
      this.given = given;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      return known.computeIfAbsent(subquery, this::separate);
    }

    private RexNode separate(RexSubQuery subquery) {
      Correlation own = Correlation.to(input);
      RexSubQuery separate =
          (RexSubQuery) subquery.accept(new Relocation(own::field, given, own::outerField));
      if (RelOptUtil.getVariablesUsed(separate.rel).contains(own.id())) {
        variables.add(own.id());
      }
      return OneRow.of(separate, own);
    }
  }
}
