package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.cast.Assignment;
import io.ewig.calcite.moment.Definitions;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
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
      Understanding.Typed argument = argument(function, parameter, given.get(i), statement);
      arguments.add(argument.expression());
      known.add(given.get(i) instanceof SqlDynamicParam ? null : constant(argument.expression()));
    }
    return new Definitions.Call(function.call(moment.view(), known), arguments);
  }

  /** With the type that is wanted; where any will do, a question mark is a whole number. */
  private static Understanding.Typed argument(
      TableFunction function,
      TableFunction.Parameter parameter,
      SqlNode given,
      Understanding statement) {
    Type wanted = parameter.type();
    RelDataType type =
        TypeMapping.calcite(wanted == null ? Type.BIGINT : wanted, true, statement.types());
    if (given instanceof SqlDynamicParam question) {
      return statement.parameter(question, type);
    }
    Understanding.Typed value = understood(function, given, statement);
    return wanted == null
        ? value
        : new Understanding.Typed(
            Assignment.assign(value.expression(), value.type(), type, parameter.name()), type);
  }

  /** A function is called once for a query, not for each row of something beside it. */
  private static Understanding.Typed understood(
      TableFunction function, SqlNode argument, Understanding statement) {
    try {
      return statement.scalars(List.of(argument)).get(0);
    } catch (UserException e) {
      boolean isColumn =
          e.code() == ErrorCode.UNKNOWN_COLUMN || e.code() == ErrorCode.UNKNOWN_TABLE;
      throw isColumn
          ? new UserException(
              ErrorCode.UNSUPPORTED,
              "an argument of table function "
                  + function.name()
                  + " can't be a column"
                  + QualifiedName.at(argument)
                  + "; call it with values or question marks, and join what it gives")
          : e;
    }
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
    return Constant.of(argument).map(Constant::value).orElse(null);
  }
}
