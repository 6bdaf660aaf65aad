package io.ewig.calcite.compile.aggregate;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.compile.node.Orders;
import io.ewig.calcite.compile.node.Unsupported;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.operator.window.Frame;
import io.ewig.calcite.operator.window.WindowFunction;
import io.ewig.calcite.operator.window.WindowFunctions;
import io.ewig.parser.expression.GroupsFrame;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * OVER.
 *
 * <p>The constants of the node become columns after those of the input, which is how its calls
 * refer to them; they are left out again at the end. Each group is a window of its own.
 */
public final class WindowCompiler implements Compiles<Window> {

  @Override
  public Operator compile(Window node, CompileContext context) {
    RelDataType row = withConstants(node, context);
    Operator operator = context.compile(node.getInput());
    if (!node.getConstants().isEmpty()) {
      operator = context.project(operator, columnsAndConstants(node));
    }
    int width = row.getFieldCount();
    for (Window.Group group : node.groups) {
      operator = window(operator, group, node, row, context);
      width += group.aggCalls.size();
    }
    return node.getConstants().isEmpty()
        ? operator
        : context.project(operator, withoutConstants(node, row, width));
  }

  private static RelDataType withConstants(Window node, CompileContext context) {
    RelDataTypeFactory.Builder builder = context.types().builder();
    builder.addAll(node.getInput().getRowType().getFieldList());
    for (RexLiteral constant : node.getConstants()) {
      builder.add("constant" + builder.getFieldCount(), constant.getType());
    }
    return builder.build();
  }

  private static List<RexNode> columnsAndConstants(Window node) {
    RexBuilder builder = node.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    columns.addAll(builder.identityProjects(node.getInput().getRowType()));
    columns.addAll(node.getConstants());
    return columns;
  }

  private static List<RexNode> withoutConstants(Window node, RelDataType row, int width) {
    RexBuilder builder = node.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    List<RelDataTypeField> fields = node.getRowType().getFieldList();
    int inputWidth = node.getInput().getRowType().getFieldCount();
    for (int i = 0; i < width; i++) {
      if (i < inputWidth) {
        columns.add(builder.makeInputRef(fields.get(i).getType(), i));
      } else if (i >= row.getFieldCount()) {
        int place = i - node.getConstants().size();
        columns.add(builder.makeInputRef(fields.get(place).getType(), i));
      }
    }
    return columns;
  }

  private static Operator window(
      Operator input, Window.Group group, Window node, RelDataType row, CompileContext context) {
    List<WindowFunction> functions = new ArrayList<>();
    List<AggregateCall> calls = group.getAggregateCalls(node);
    for (AggregateCall call : calls) {
      functions.add(function(call, row, context));
    }
    return new io.ewig.calcite.operator.window.Window(
        input,
        group.keys.toArray(),
        Orders.of(group.orderKeys),
        frame(group, node, context),
        functions);
  }

  private static Frame frame(Window.Group group, Window node, CompileContext context) {
    Frame.Exclusion exclusion =
        switch (group.exclude) {
          case EXCLUDE_NO_OTHER -> Frame.Exclusion.NO_OTHERS;
          case EXCLUDE_CURRENT_ROW -> Frame.Exclusion.CURRENT_ROW;
          case EXCLUDE_GROUP -> Frame.Exclusion.GROUP;
          case EXCLUDE_TIES -> Frame.Exclusion.TIES;
        };
    BigDecimal lower = groups(group.lowerBound, node);
    BigDecimal upper = groups(group.upperBound, node);
    boolean isGroups = lower != null || upper != null;
    return new Frame(
        isGroups ? Frame.Unit.GROUPS : group.isRows ? Frame.Unit.ROWS : Frame.Unit.RANGE,
        bound(group.lowerBound, lower, context),
        bound(group.upperBound, upper, context),
        exclusion);
  }

  /** How many groups a bound is off; null if that is not what it says. */
  private static @Nullable BigDecimal groups(RexWindowBound bound, Window node) {
    RexNode offset = bound.getOffset();
    int inputWidth = node.getInput().getRowType().getFieldCount();
    RexNode said =
        offset instanceof RexInputRef column && column.getIndex() >= inputWidth
            ? node.getConstants().get(column.getIndex() - inputWidth)
            : offset;
    return said instanceof RexLiteral literal
            && literal.getValue() instanceof BigDecimal number
            && GroupsFrame.is(number)
        ? GroupsFrame.groups(number)
        : null;
  }

  private static Frame.Bound bound(
      RexWindowBound bound, @Nullable BigDecimal groups, CompileContext context) {
    if (bound.isCurrentRow()) {
      return Frame.Bound.of(Frame.Place.CURRENT_ROW);
    }
    if (bound.isUnbounded()) {
      return Frame.Bound.of(
          bound.isPreceding() ? Frame.Place.UNBOUNDED_PRECEDING : Frame.Place.UNBOUNDED_FOLLOWING);
    }
    RexNode offset = bound.getOffset();
    if (offset == null) {
      throw Unsupported.feature("the window bound " + bound);
    }
    Expression expression =
        groups == null ? context.expressions().compile(offset) : new Constant(groups);
    return new Frame.Bound(
        bound.isPreceding() ? Frame.Place.PRECEDING : Frame.Place.FOLLOWING, expression);
  }

  private static WindowFunction function(
      AggregateCall call, RelDataType row, CompileContext context) {
    List<Integer> arguments = call.getArgList();
    boolean isInteger = call.getType().getSqlTypeName() == SqlTypeName.INTEGER;
    return switch (call.getAggregation().getKind()) {
      case ROW_NUMBER -> WindowFunctions.rowNumber(isInteger);
      case RANK -> WindowFunctions.rank(isInteger);
      case DENSE_RANK -> WindowFunctions.denseRank(isInteger);
      case PERCENT_RANK -> WindowFunctions.percentRank();
      case CUME_DIST -> WindowFunctions.cumeDist();
      case NTILE -> WindowFunctions.ntile(arguments.get(0), isInteger);
      case LAG ->
          WindowFunctions.lag(
              arguments.get(0), at(arguments, 1), at(arguments, 2), call.ignoreNulls());
      case LEAD ->
          WindowFunctions.lead(
              arguments.get(0), at(arguments, 1), at(arguments, 2), call.ignoreNulls());
      case FIRST_VALUE -> WindowFunctions.firstValue(arguments.get(0), call.ignoreNulls());
      case LAST_VALUE -> WindowFunctions.lastValue(arguments.get(0), call.ignoreNulls());
      case NTH_VALUE ->
          WindowFunctions.nthValue(arguments.get(0), arguments.get(1), call.ignoreNulls());
      default ->
          WindowFunctions.aggregate(AggregateCalls.compile(call, row, context.expressions()));
    };
  }

  private static int at(List<Integer> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : -1;
  }
}
