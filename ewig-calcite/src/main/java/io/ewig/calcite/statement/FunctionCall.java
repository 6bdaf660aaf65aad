package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.cast.Assignment;
import io.ewig.calcite.moment.Definitions;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Calls of table functions: arguments get the types that the function wants. */
final class FunctionCall {

  private FunctionCall() {}

  static Definitions.Call of(
      TableFunction function, List<SqlNode> given, Moment moment, Understanding statement) {
    List<TableFunction.Parameter> parameters = function.parameters();
    requireCount(function, given.size());
    List<Expression> arguments = new ArrayList<>();
    List<@Nullable Object> known = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      TableFunction.Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
      RelDataType type = TypeMapping.calcite(parameter.type(), true, statement.types());
      Understanding.Typed value =
          given.get(i) instanceof SqlDynamicParam question
              ? statement.parameter(question, type)
              : statement.scalars(List.of(given.get(i))).get(0);
      Expression argument =
          Assignment.assign(value.expression(), value.type(), type, parameter.name());
      arguments.add(argument);
      known.add(given.get(i) instanceof SqlDynamicParam ? null : constant(argument));
    }
    return new Definitions.Call(function.call(moment.view(), known), arguments);
  }

  private static void requireCount(TableFunction function, int given) {
    List<TableFunction.Parameter> parameters = function.parameters();
    long needed = parameters.stream().filter(p -> !p.isOptional() && !p.isRepeated()).count();
    boolean isOpen = !parameters.isEmpty() && parameters.get(parameters.size() - 1).isRepeated();
    if (given < needed || (given > parameters.size() && !isOpen)) {
      throw new UserException(
          ErrorCode.UNKNOWN_FUNCTION,
          "table function "
              + function.name()
              + " takes "
              + parameters.stream().map(TableFunction.Parameter::name).toList()
              + ", and "
              + given
              + " arguments came");
    }
  }

  /** The value of an argument that is the same in all executions, or null. */
  private static @Nullable Object constant(Expression argument) {
    try {
      return argument.value(new Object[0], Execution.ofConstants());
    } catch (IllegalStateException e) {
      return null; // it depends on the execution
    }
  }
}
