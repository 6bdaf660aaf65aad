package io.ewig.calcite.expression.json;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.expression.Readings;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.parser.expression.JsonResult;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/** What a document is and has: IS JSON, JSON_TYPE, JSON_LENGTH, ..., JSON_GET and JSON_TEXT. */
public final class JsonFacts {

  private static final int FORMAT_PRECEDENCE = 28;

  /** object, array, string, number, boolean or null, in capitals. */
  public static final SqlFunction JSON_TYPE =
      function("JSON_TYPE", ReturnTypes.VARCHAR_FORCE_NULLABLE);

  /** The same in small letters, as PostgreSQL has it. */
  public static final SqlFunction JSON_TYPEOF =
      ofDocument("JSON_TYPEOF", ReturnTypes.VARCHAR_NULLABLE);

  public static final SqlFunction JSONB_TYPEOF =
      ofDocument("JSONB_TYPEOF", ReturnTypes.VARCHAR_NULLABLE);

  /** How many elements an array has; anything else is refused. */
  public static final SqlFunction JSON_ARRAY_LENGTH =
      ofDocument("JSON_ARRAY_LENGTH", ReturnTypes.INTEGER_NULLABLE);

  public static final SqlFunction JSONB_ARRAY_LENGTH =
      ofDocument("JSONB_ARRAY_LENGTH", ReturnTypes.INTEGER_NULLABLE);

  /** How many members or elements; 1 for a scalar. */
  public static final SqlFunction JSON_LENGTH =
      function("JSON_LENGTH", ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE));

  /** The names of an object's members, as an array in JSON. */
  public static final SqlFunction JSON_KEYS = function("JSON_KEYS", JsonResult.FORCE_NULLABLE);

  /** Objects and arrays within each other, a scalar counted as one. */
  public static final SqlFunction JSON_DEPTH =
      function("JSON_DEPTH", ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE));

  /** The part at a path, as JSON; null if it is not there. The $ may be left away. */
  public static final SqlFunction JSON_GET = function("JSON_GET", JsonResult.FORCE_NULLABLE);

  /** The same as plain text: without quotes if it is a text, null if it is JSON's null. */
  public static final SqlFunction JSON_TEXT =
      function("JSON_TEXT", ReturnTypes.VARCHAR_FORCE_NULLABLE);

  /** Equal texts for equal documents. */
  public static final SqlFunction JSON_CANONICAL =
      ofDocument("JSON_CANONICAL", JsonResult.NULLABLE);

  /** What is marked as JSON: as Calcite's, and known as what it is. */
  public static final SqlPostfixOperator FORMAT_JSON =
      new SqlPostfixOperator(
          "FORMAT JSON",
          SqlKind.JSON_VALUE_EXPRESSION,
          FORMAT_PRECEDENCE,
          JsonResult.FORCE_NULLABLE,
          null,
          OperandTypes.CHARACTER);

  private JsonFacts() {}

  private static SqlFunction function(String name, SqlReturnTypeInference result) {
    return Own.function(
        name,
        result,
        OperandTypes.or(
            OperandTypes.family(SqlTypeFamily.CHARACTER),
            OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER)));
  }

  private static SqlFunction ofDocument(String name, SqlReturnTypeInference result) {
    return Own.function(name, result, OperandTypes.family(SqlTypeFamily.CHARACTER));
  }

  private static Object elements(Json json) {
    if (json instanceof JsonArray array) {
      return array.length();
    }
    throw Fault.invalid("JSON_ARRAY_LENGTH takes an array, not an " + Steps.type(json));
  }

  public static void addTo(Functions functions) {
    JsonParts.addTo(functions);
    functions.add(JSON_TYPE, call -> of(call, json -> Steps.type(json).toUpperCase(Locale.ROOT)));
    functions.add(JSON_TYPEOF, call -> of(call, Steps::type));
    functions.add(JSONB_TYPEOF, call -> of(call, Steps::type));
    functions.add(JSON_ARRAY_LENGTH, call -> of(call, JsonFacts::elements));
    functions.add(JSONB_ARRAY_LENGTH, call -> of(call, JsonFacts::elements));
    functions.add(JSON_LENGTH, call -> of(call, JsonFacts::length));
    functions.add(JSON_KEYS, call -> of(call, JsonFacts::keys));
    functions.add(JSON_DEPTH, call -> of(call, JsonFacts::depth));
    functions.add(JSON_GET, call -> of(call, Json::text));
    functions.add(JSON_TEXT, call -> of(call, JsonFacts::plain));
    functions.add(JSON_CANONICAL, call -> of(call, Json::text));
    functions.add(FORMAT_JSON, call -> of(call, Json::text));
    functions.add(SqlStdOperatorTable.JSON_TYPE_OPERATOR, call -> call.argument(0));
    addTests(functions);
  }

  private static void addTests(Functions functions) {
    Predicate<Json> isObject = JsonObject.class::isInstance;
    Predicate<Json> isArray = JsonArray.class::isInstance;
    Predicate<Json> isScalar = isObject.or(isArray).negate();
    is(functions, SqlStdOperatorTable.IS_JSON_VALUE, json -> true, true);
    is(functions, SqlStdOperatorTable.IS_NOT_JSON_VALUE, json -> true, false);
    is(functions, SqlStdOperatorTable.IS_JSON_OBJECT, isObject, true);
    is(functions, SqlStdOperatorTable.IS_NOT_JSON_OBJECT, isObject, false);
    is(functions, SqlStdOperatorTable.IS_JSON_ARRAY, isArray, true);
    is(functions, SqlStdOperatorTable.IS_NOT_JSON_ARRAY, isArray, false);
    is(functions, SqlStdOperatorTable.IS_JSON_SCALAR, isScalar, true);
    is(functions, SqlStdOperatorTable.IS_NOT_JSON_SCALAR, isScalar, false);
  }

  private static void is(
      Functions functions, SqlOperator operator, Predicate<Json> test, boolean expected) {
    functions.add(
        operator,
        call -> {
          Expression document = call.argument(0);
          return (Condition)
              (row, execution) -> {
                Object text = document.value(row, execution);
                return text == null
                    ? Condition.UNKNOWN
                    : Condition.of(holds((String) text, test) == expected);
              };
        });
  }

  private static boolean holds(String text, Predicate<Json> test) {
    try {
      return test.test(Json.parse(text));
    } catch (UserException ignored) {
      // that it cannot be read is the answer
      return false;
    }
  }

  /** What a function makes of the document, or of the part at a path. */
  private static Expression of(Call call, Functions.Unary<Json> function) {
    Expression document = call.argument(0);
    if (call.size() == 1) {
      return Functions.strict(document, (String text) -> function.apply(Json.parse(text)));
    }
    Readings<Path> paths =
        new Readings<>(call.argument(1), new Constant(""), (path, none) -> shortPath(path));
    return (row, execution) -> {
      Object text = document.value(row, execution);
      Path path = paths.of(row, execution);
      if (text == null || path == null) {
        return null;
      }
      List<Json> items = Lookup.items((String) text, path, execution);
      return items.isEmpty()
          ? null
          : function.apply(items.size() == 1 ? items.get(0) : JsonArray.of(items));
    };
  }

  /** a.b, [0] and $.a.b are all right. */
  private static Path shortPath(String text) {
    String path = text.strip();
    boolean isWhole = path.startsWith("$") || path.startsWith("lax") || path.startsWith("strict");
    return Path.parse(isWhole ? path : path.startsWith("[") ? "$" + path : "$." + path);
  }

  private static Object length(Json json) {
    if (json instanceof JsonArray array) {
      return array.length();
    }
    return json instanceof JsonObject object ? object.length() : 1;
  }

  private static @Nullable Object keys(Json json) {
    return json instanceof JsonObject object
        ? JsonArray.of(object.keys().stream().map(JsonText::of).toList()).text()
        : null;
  }

  /** An empty container is one deep, as in MySQL. */
  private static Object depth(Json json) {
    int deepest = 0;
    if (json instanceof JsonArray array) {
      for (Json element : array) {
        deepest = Math.max(deepest, (Integer) depth(element));
      }
    } else if (json instanceof JsonObject object) {
      for (int i = 0; i < object.length(); i++) {
        deepest = Math.max(deepest, (Integer) depth(object.valueAt(i)));
      }
    }
    return deepest + 1;
  }

  /** A text without quotes; null for JSON's null. */
  static @Nullable Object plain(Json json) {
    if (json == JsonNull.NULL) {
      return null;
    }
    return json instanceof JsonText text ? text.value() : json.text();
  }
}
