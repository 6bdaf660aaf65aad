package io.ewig.calcite.expression.json;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Readings;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.expression.cast.Conversion;
import io.ewig.calcite.expression.cast.Texts;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.parser.expression.JsonResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonExistsErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlJsonQueryFunction;
import org.apache.calcite.sql.fun.SqlJsonValueFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** JSON_VALUE, JSON_QUERY and JSON_EXISTS. */
public final class JsonQueries {

  /** Without the bound of 2,000 characters that Calcite's has. */
  public static final SqlJsonValueFunction JSON_VALUE =
      new SqlJsonValueFunction("JSON_VALUE") {
        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
          return unbounded(super.inferReturnType(binding), binding.getTypeFactory());
        }
      };

  public static final SqlJsonQueryFunction JSON_QUERY =
      new SqlJsonQueryFunction() {
        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
          RelDataType said = super.inferReturnType(binding);
          return isBounded(said) ? JsonResult.FORCE_NULLABLE.inferReturnType(binding) : said;
        }

        @Override
        public SqlReturnTypeInference getReturnTypeInference() {
          return JsonResult.FORCE_NULLABLE;
        }
      };

  private static final int BOUND_OF_CALCITE = 2_000;
  private static final Expression NO_OPTION = new Constant("");

  private JsonQueries() {}

  private static boolean isBounded(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.VARCHAR && type.getPrecision() == BOUND_OF_CALCITE;
  }

  private static RelDataType unbounded(RelDataType type, RelDataTypeFactory factory) {
    return isBounded(type)
        ? factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.VARCHAR), type.isNullable())
        : type;
  }

  public static void addTo(Functions functions) {
    functions.add(JSON_VALUE, JsonQueries::value);
    functions.add(JSON_QUERY, JsonQueries::query);
    functions.add(SqlStdOperatorTable.JSON_EXISTS, JsonQueries::exists);
  }

  static Readings<Path> paths(Expression path) {
    return new Readings<>(path, NO_OPTION, (text, none) -> Path.parse(text));
  }

  /** What was asked for in case there is nothing, or there is a fault. */
  private record Fallback(SqlJsonValueEmptyOrErrorBehavior behavior, @Nullable Expression value) {

    static final Fallback NULL = new Fallback(SqlJsonValueEmptyOrErrorBehavior.NULL, null);

    @Nullable Object value(@Nullable Object[] row, Execution execution, UserException reason) {
      return switch (behavior) {
        case NULL -> null;
        case ERROR -> throw reason;
        case DEFAULT -> value == null ? null : value.value(row, execution);
      };
    }
  }

  private static Fallback fallback(Call call, SqlJsonEmptyOrError on) {
    for (int i = 3; i < call.size(); i++) {
      if (call.operands().get(i) instanceof RexLiteral literal && literal.getValue() == on) {
        Object before = ((RexLiteral) symbolBefore(call, i)).getValue();
        SqlJsonValueEmptyOrErrorBehavior behavior = (SqlJsonValueEmptyOrErrorBehavior) before;
        return behavior == SqlJsonValueEmptyOrErrorBehavior.DEFAULT
            ? new Fallback(
                behavior, Casts.cast(call.argument(i - 1), call.typeOf(i - 1), call.type()))
            : new Fallback(behavior, null);
      }
    }
    return Fallback.NULL;
  }

  /** DEFAULT stands two places before, with its value in between. */
  private static Object symbolBefore(Call call, int index) {
    boolean isSymbol =
        call.operands().get(index - 1) instanceof RexLiteral literal
            && literal.getValue() instanceof SqlJsonValueEmptyOrErrorBehavior;
    return call.operands().get(isSymbol ? index - 1 : index - 2);
  }

  private static UserException nothing() {
    return new UserException(ErrorCode.NO_JSON_ITEM, "a JSON path leads to nothing");
  }

  private static Expression value(Call call) {
    Expression document = call.argument(0);
    Readings<Path> paths = paths(call.argument(1));
    Conversion conversion = conversion(call.typeOf(1), call.type());
    Fallback onEmpty = fallback(call, SqlJsonEmptyOrError.EMPTY);
    Fallback onError = fallback(call, SqlJsonEmptyOrError.ERROR);
    return (row, execution) -> {
      Object text = document.value(row, execution);
      Path path = paths.of(row, execution);
      if (text == null || path == null) {
        return null;
      }
      Object found;
      try {
        found = Lookup.scalar((String) text, path, execution);
        if (found != null) {
          return found == Lookup.JSON_NULL ? null : conversion.convert(found, execution);
        }
      } catch (UserException e) {
        return onError.value(row, execution, Lookup.requireOfData(e));
      }
      return onEmpty.value(row, execution, nothing());
    };
  }

  /** From a String, Long, BigDecimal or Boolean to the type that was asked for. */
  private static Conversion conversion(RelDataType text, RelDataType to) {
    Conversion cast = Casts.between(text, to);
    boolean isText =
        to.getSqlTypeName() == SqlTypeName.VARCHAR || to.getSqlTypeName() == SqlTypeName.CHAR;
    return isText ? (value, execution) -> cast.convert(Texts.plain(value), execution) : cast;
  }

  private static Expression query(Call call) {
    Expression document = call.argument(0);
    Readings<Path> paths = paths(call.argument(1));
    SqlJsonQueryWrapperBehavior wrapper = call.symbol(2, SqlJsonQueryWrapperBehavior.class);
    SqlJsonQueryEmptyOrErrorBehavior onEmpty =
        call.symbol(3, SqlJsonQueryEmptyOrErrorBehavior.class);
    SqlJsonQueryEmptyOrErrorBehavior onError =
        call.symbol(4, SqlJsonQueryEmptyOrErrorBehavior.class);
    RelDataType type = call.type();
    RelDataType textType = call.typeOf(1);
    return (row, execution) -> {
      Object text = document.value(row, execution);
      Path path = paths.of(row, execution);
      if (text == null || path == null) {
        return null;
      }
      try {
        List<Json> items = Lookup.items((String) text, path, execution);
        if (!items.isEmpty()) {
          return typed(wrapped(items, wrapper), textType, type, execution);
        }
      } catch (UserException e) {
        return typed(otherwise(onError, Lookup.requireOfData(e)), textType, type, execution);
      }
      return typed(otherwise(onEmpty, nothing()), textType, type, execution);
    };
  }

  private static @Nullable Json otherwise(
      SqlJsonQueryEmptyOrErrorBehavior behavior, UserException reason) {
    return switch (behavior) {
      case NULL -> null;
      case ERROR -> throw reason;
      case EMPTY_ARRAY -> JsonArray.EMPTY;
      case EMPTY_OBJECT -> JsonObject.EMPTY;
    };
  }

  private static Json wrapped(List<Json> items, SqlJsonQueryWrapperBehavior wrapper) {
    boolean isOneContainer =
        items.size() == 1
            && (items.get(0) instanceof JsonArray || items.get(0) instanceof JsonObject);
    return switch (wrapper) {
      case WITH_UNCONDITIONAL_ARRAY -> JsonArray.of(items);
      case WITH_CONDITIONAL_ARRAY -> isOneContainer ? items.get(0) : JsonArray.of(items);
      case WITHOUT_ARRAY -> {
        if (!isOneContainer) {
          throw new UserException(
              ErrorCode.NOT_ONE_JSON_ITEM,
              "a JSON path leads to "
                  + (items.size() == 1 ? "a scalar" : items.size() + " items")
                  + " where one array or object is wanted; add WITH CONDITIONAL ARRAY WRAPPER");
        }
        yield items.get(0);
      }
    };
  }

  private static @Nullable Object typed(
      @Nullable Json json, RelDataType textType, RelDataType type, Execution execution) {
    if (json == null) {
      return null;
    }
    if (type.getSqlTypeName() != SqlTypeName.ARRAY) {
      return Casts.between(textType, type).convert(json.text(), execution);
    }
    if (!(json instanceof JsonArray array)) {
      throw Fault.notA(type, json.text());
    }
    Conversion element = conversion(textType, TypeMapping.component(type));
    List<@Nullable Object> list = new ArrayList<>();
    for (Json each : array) {
      Object value = Lookup.value(each);
      list.add(value == Lookup.JSON_NULL ? null : element.convert(value, execution));
    }
    return Collections.unmodifiableList(list);
  }

  private static Condition exists(Call call) {
    Expression document = call.argument(0);
    Readings<Path> paths = paths(call.argument(1));
    SqlJsonExistsErrorBehavior onError =
        call.size() > 2
            ? call.symbol(2, SqlJsonExistsErrorBehavior.class)
            : SqlJsonExistsErrorBehavior.FALSE;
    return (row, execution) -> {
      Object text = document.value(row, execution);
      Path path = paths.of(row, execution);
      if (text == null || path == null) {
        return Condition.UNKNOWN;
      }
      try {
        return Condition.of(Lookup.exists((String) text, path, execution));
      } catch (UserException e) {
        return otherwise(onError, Lookup.requireOfData(e));
      }
    };
  }

  private static int otherwise(SqlJsonExistsErrorBehavior behavior, UserException reason) {
    return switch (behavior) {
      case TRUE -> Condition.TRUE;
      case FALSE -> Condition.FALSE;
      case UNKNOWN -> Condition.UNKNOWN;
      case ERROR -> throw reason;
    };
  }
}
