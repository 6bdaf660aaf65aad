package io.ewig.calcite.expression.json;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.cast.Conversion;
import io.ewig.calcite.expression.cast.Texts;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.parser.expression.JsonResult;
import io.ewig.parser.expression.JsonType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlJsonArrayFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.jspecify.annotations.Nullable;

/**
 * JSON_OBJECT and JSON_ARRAY.
 *
 * <p>Numbers, booleans, arrays, rows and documents become what they are in JSON, everything else a
 * text.
 */
public final class JsonMaking {

  public static final SqlJsonObjectFunction JSON_OBJECT =
      new SqlJsonObjectFunction() {
        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
          return JsonResult.ALWAYS.inferReturnType(binding);
        }

        @Override
        public SqlReturnTypeInference getReturnTypeInference() {
          return JsonResult.ALWAYS;
        }
      };

  public static final SqlJsonArrayFunction JSON_ARRAY =
      new SqlJsonArrayFunction() {
        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
          return JsonResult.ALWAYS.inferReturnType(binding);
        }

        @Override
        public SqlReturnTypeInference getReturnTypeInference() {
          return JsonResult.ALWAYS;
        }
      };

  /** A value as what it is in JSON. */
  public static final SqlFunction TO_JSON = ofValue("TO_JSON");

  public static final SqlFunction TO_JSONB = ofValue("TO_JSONB");

  private JsonMaking() {}

  public static void addTo(Functions functions) {
    functions.add(JSON_OBJECT, JsonMaking::object);
    functions.add(JSON_ARRAY, JsonMaking::array);
    functions.add(TO_JSON, JsonMaking::value);
    functions.add(TO_JSONB, JsonMaking::value);
  }

  private static SqlFunction ofValue(String name) {
    return Own.function(name, JsonResult.NULLABLE, OperandTypes.ANY);
  }

  private static Expression value(Call call) {
    Expression argument = call.argument(0);
    Converter converter = converter(call.operands().get(0).getType());
    return (row, execution) -> {
      Object value = argument.value(row, execution);
      return value == null ? null : converter.convert(value, execution).text();
    };
  }

  /** Makes JSON of a value that is not null. */
  private interface Converter {
    Json convert(Object value, Execution execution);
  }

  private static boolean keepsNulls(Call call) {
    return call.symbol(0, SqlJsonConstructorNullClause.class)
        == SqlJsonConstructorNullClause.NULL_ON_NULL;
  }

  private static Expression object(Call call) {
    boolean keepsNulls = keepsNulls(call);
    int count = call.size() / 2;
    Expression[] keys = new Expression[count];
    Expression[] values = new Expression[count];
    Converter[] converters = new Converter[count];
    for (int i = 0; i < count; i++) {
      keys[i] = call.argument(2 * i + 1);
      values[i] = call.argument(2 * i + 2);
      converters[i] = converter(call.operands().get(2 * i + 2).getType());
    }
    return (row, execution) -> {
      Map<String, Json> members = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        Object key = keys[i].value(row, execution);
        Object value = values[i].value(row, execution);
        if (key == null) {
          throw new UserException(
              ErrorCode.NULL_NOT_ALLOWED, "the name of a member of a JSON object is null");
        }
        if (value != null || keepsNulls) {
          Json json = value == null ? JsonNull.NULL : converters[i].convert(value, execution);
          if (members.put((String) key, json) != null) {
            throw new UserException(
                ErrorCode.MALFORMED_JSON,
                "a JSON object would have two members " + Fault.shown(key));
          }
        }
      }
      return JsonObject.of(members).text();
    };
  }

  private static Expression array(Call call) {
    boolean keepsNulls = keepsNulls(call);
    int count = call.size() - 1;
    Expression[] values = new Expression[count];
    Converter[] converters = new Converter[count];
    for (int i = 0; i < count; i++) {
      values[i] = call.argument(i + 1);
      converters[i] = converter(call.operands().get(i + 1).getType());
    }
    return (row, execution) -> {
      List<Json> elements = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        Object value = values[i].value(row, execution);
        if (value != null || keepsNulls) {
          elements.add(value == null ? JsonNull.NULL : converters[i].convert(value, execution));
        }
      }
      return JsonArray.of(elements).text();
    };
  }

  private static Converter converter(RelDataType type) {
    if (type instanceof JsonType) {
      return (value, execution) -> Json.parse((String) value);
    }
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> (value, execution) -> JsonBoolean.of((Boolean) value);
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, FLOAT, DOUBLE ->
          (value, execution) -> number((Number) value);
      case ARRAY, MULTISET -> list(converter(TypeMapping.component(type)));
      case MAP -> map(converter(Objects.requireNonNull(type.getValueType(), "values")));
      case ROW, STRUCTURED -> row(type);
      case ANY, NULL -> (value, execution) -> unknown(value);
      default -> {
        Conversion text = Texts.unbounded(type);
        yield (value, execution) -> JsonText.of((String) text.convert(value, execution));
      }
    };
  }

  private static Json unknown(Object value) {
    if (value instanceof Boolean truth) {
      return JsonBoolean.of(truth);
    }
    return value instanceof Number number ? number(number) : JsonText.of(Texts.plain(value));
  }

  private static Json number(Number value) {
    if (value instanceof BigDecimal decimal) {
      return JsonNumber.of(decimal);
    }
    if (value instanceof Double || value instanceof Float) {
      if (!Double.isFinite(value.doubleValue())) {
        throw Fault.outOfRange(value, "JSON, which has no infinity and no NaN");
      }
      return JsonNumber.of(new BigDecimal(value.toString()));
    }
    return JsonNumber.of(value.longValue());
  }

  private static Json converted(Converter converter, @Nullable Object value, Execution execution) {
    return value == null ? JsonNull.NULL : converter.convert(value, execution);
  }

  private static Converter list(Converter element) {
    return (value, execution) -> {
      List<Json> elements = new ArrayList<>();
      for (Object each : (List<?>) value) {
        elements.add(converted(element, each, execution));
      }
      return JsonArray.of(elements);
    };
  }

  private static Converter map(Converter valueConverter) {
    return (value, execution) -> {
      Map<String, Json> members = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach(
              (k, v) ->
                  members.put(
                      Texts.plain(k == null ? "null" : k),
                      converted(valueConverter, v, execution)));
      return JsonObject.of(members);
    };
  }

  private static Converter row(RelDataType type) {
    List<RelDataTypeField> fields = type.getFieldList();
    List<Converter> converters = fields.stream().map(field -> converter(field.getType())).toList();
    return (value, execution) -> {
      @Nullable Object[] row = (@Nullable Object[]) value;
      Map<String, Json> members = new LinkedHashMap<>();
      for (int i = 0; i < row.length; i++) {
        members.put(fields.get(i).getName(), converted(converters.get(i), row[i], execution));
      }
      return JsonObject.of(members);
    };
  }

  /** The JSON of values of a type, as text; of those that are not null. */
  public static Conversion text(RelDataType type) {
    Converter converter = converter(type);
    return (value, execution) -> converter.convert(value, execution).text();
  }
}
