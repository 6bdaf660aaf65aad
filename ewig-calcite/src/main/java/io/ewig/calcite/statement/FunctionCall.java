package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.cast.Assignment;
import io.ewig.calcite.moment.Definitions;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Type;
import io.ewig.parser.node.TreeCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Calls of table functions: arguments get the types that the function wants. */
final class FunctionCall {

  private FunctionCall() {}

  static Definitions.Call of(
      TableFunction function, List<SqlNode> given, Moment moment, Understanding statement) {
    requireCount(function, given.size());
    List<TableFunction.Parameter> parameters = new ArrayList<>();
    List<Expression> arguments = new ArrayList<>();
    List<@Nullable Object> known = new ArrayList<>();
    for (SqlNode one : given) {
      TableFunction.Parameter parameter = parameter(function, parameters.size());
      parameters.add(parameter);
      Understanding.Typed argument = argument(parameter, one, statement);
      if (argument == null) {
        known.add(null);
        continue;
      }
      arguments.add(argument.expression());
      known.add(one instanceof SqlDynamicParam ? null : constant(argument.expression()));
    }
    Function<View, List<Catalog>> elsewhere = view -> function.definitionsElsewhere(view, known);
    return arguments.size() == given.size()
        ? new Definitions.ValueCall(function.call(moment.view(), known), arguments, elsewhere)
        : new Definitions.ColumnCall(
            parameters, types -> function.call(moment.view(), known, types), elsewhere);
  }

  private static TableFunction.Parameter parameter(TableFunction function, int argument) {
    List<TableFunction.Parameter> parameters = function.parameters();
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  /**
   * With the type that is wanted; where any will do, a question mark is a whole number.
   *
   * @return null if it is about columns of something beside the call
   */
  private static Understanding.@Nullable Typed argument(
      TableFunction.Parameter parameter, SqlNode given, Understanding statement) {
    Type wanted = parameter.type();
    RelDataType type =
        TypeMapping.calcite(wanted == null ? Type.BIGINT : wanted, true, statement.types());
    if (given instanceof SqlDynamicParam question) {
      return statement.parameter(question, type);
    }
    Understanding.Typed value = understood(given, statement);
    return wanted == null || value == null
        ? value
        : new Understanding.Typed(
            Assignment.assign(value.expression(), value.type(), type, parameter.name()), type);
  }

  private static Understanding.@Nullable Typed understood(
      SqlNode argument, Understanding statement) {
    try {
      return statement.scalars(List.of(TreeCopy.of(argument))).get(0);
    } catch (UserException e) {
      boolean isColumn =
          e.code() == ErrorCode.UNKNOWN_COLUMN || e.code() == ErrorCode.UNKNOWN_TABLE;
      if (isColumn) {
        return null;
      }
      throw e;
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
