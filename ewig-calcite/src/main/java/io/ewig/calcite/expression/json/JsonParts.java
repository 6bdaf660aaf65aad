package io.ewig.calcite.expression.json;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Condition;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.parser.expression.JsonResult;
import io.ewig.parser.expression.Signs;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.jspecify.annotations.Nullable;

/**
 * Parts of documents as PostgreSQL names them: {@code ->}, {@code ->>}, {@code #>}, {@code #>>},
 * JSON_EXTRACT_PATH; and what documents hold: {@code @>}.
 *
 * <p>A text is the name of a member, a number the place of an element, from 0 or from the end if it
 * is negative. What is not there is null.
 */
public final class JsonParts {

  static final SqlFunction JSON_EXTRACT_PATH = path("JSON_EXTRACT_PATH", JsonResult.FORCE_NULLABLE);
  static final SqlFunction JSONB_EXTRACT_PATH =
      path("JSONB_EXTRACT_PATH", JsonResult.FORCE_NULLABLE);
  static final SqlFunction JSON_EXTRACT_PATH_TEXT =
      path("JSON_EXTRACT_PATH_TEXT", ReturnTypes.VARCHAR_FORCE_NULLABLE);
  static final SqlFunction JSONB_EXTRACT_PATH_TEXT =
      path("JSONB_EXTRACT_PATH_TEXT", ReturnTypes.VARCHAR_FORCE_NULLABLE);

  private JsonParts() {}

  private static SqlFunction path(String name, SqlReturnTypeInference result) {
    return Own.function(name, result, OperandTypes.variadic(SqlOperandCountRanges.from(2)));
  }

  static void addTo(Functions functions) {
    JsonLists.addTo(functions);
    JsonEdits.addTo(functions);
    JsonPretty.addTo(functions);
    functions.binary(Signs.MEMBER, (String text, Object key) -> json(member(text, key)));
    functions.binary(Signs.MEMBER_TEXT, (String text, Object key) -> plain(member(text, key)));
    functions.binary(Signs.PART, (String text, Object way) -> json(part(text, way(way))));
    functions.binary(Signs.PART_TEXT, (String text, Object way) -> plain(part(text, way(way))));
    for (SqlFunction each : List.of(JSON_EXTRACT_PATH, JSONB_EXTRACT_PATH)) {
      functions.variadic(each, arguments -> json(part(arguments)));
    }
    for (SqlFunction each : List.of(JSON_EXTRACT_PATH_TEXT, JSONB_EXTRACT_PATH_TEXT)) {
      functions.variadic(each, arguments -> plain(part(arguments)));
    }
  }

  /** Whether one document holds the other. */
  public static Condition holds(Call call, boolean isTurned) {
    Expression whole = call.argument(isTurned ? 1 : 0);
    Expression some = call.argument(isTurned ? 0 : 1);
    return (row, execution) -> {
      Object outer = whole.value(row, execution);
      Object inner = some.value(row, execution);
      return outer == null || inner == null
          ? Condition.UNKNOWN
          : Condition.of(holds(Json.parse((String) outer), Json.parse((String) inner), true));
    };
  }

  /** An array holds a scalar that is one of its elements, but only where nothing is around it. */
  private static boolean holds(Json whole, Json some, boolean isOutermost) {
    if (whole instanceof JsonObject object && some instanceof JsonObject members) {
      for (int i = 0; i < members.length(); i++) {
        Json value = object.get(members.keyAt(i));
        if (value == null || !holds(value, members.valueAt(i), false)) {
          return false;
        }
      }
      return true;
    }
    if (!(whole instanceof JsonArray array)) {
      return whole.equals(some);
    }
    if (!(some instanceof JsonArray elements)) {
      return isOutermost && !(some instanceof JsonObject) && hasElement(array, some);
    }
    for (Json element : elements) {
      if (!hasElement(array, element)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasElement(JsonArray array, Json wanted) {
    for (Json element : array) {
      if (holds(element, wanted, false)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object json(@Nullable Json part) {
    return part == null ? null : part.text();
  }

  private static @Nullable Object plain(@Nullable Json part) {
    return part == null ? null : JsonFacts.plain(part);
  }

  private static @Nullable Json member(String document, Object key) {
    Json json = Json.parse(document);
    if (json instanceof JsonObject object) {
      return key instanceof String name ? object.get(name) : null;
    }
    return json instanceof JsonArray array && key instanceof Number place
        ? element(array, place.longValue())
        : null;
  }

  private static @Nullable Json element(JsonArray array, long place) {
    long index = place < 0 ? array.length() + place : place;
    return index >= 0 && index < array.length() ? array.get((int) index) : null;
  }

  /** The first argument is the document, the others lead into it. */
  private static @Nullable Json part(@Nullable Object[] arguments) {
    List<String> steps = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument == null) {
        return null;
      }
      steps.add(argument.toString());
    }
    return part(steps.get(0), steps.subList(1, steps.size()));
  }

  private static @Nullable Json part(String document, List<String> steps) {
    Json json = Json.parse(document);
    for (String step : steps) {
      if (json instanceof JsonObject object) {
        json = object.get(step);
      } else if (json instanceof JsonArray array && step.matches("-?\\d{1,9}")) {
        json = element(array, Long.parseLong(step));
      } else {
        return null;
      }
    }
    return json;
  }

  /** The steps that a path has. */
  static List<String> way(Object way) {
    if (way instanceof List<?> steps) {
      return steps.stream().map(String::valueOf).toList();
    }
    return ArrayText.elements((String) way);
  }
}
