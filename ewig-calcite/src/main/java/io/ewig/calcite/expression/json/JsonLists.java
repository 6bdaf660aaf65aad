package io.ewig.calcite.expression.json;

import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.parser.expression.JsonResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/**
 * What documents consist of, as arrays: the functions that give a row for each are these, unnested.
 *
 * <p>Values are JSON, or plain texts without quotes where the function says so.
 */
public final class JsonLists {

  /** The elements of an array. */
  static final SqlFunction JSON_ELEMENTS = list("JSON_ELEMENTS", JsonResult.FORCE_NULLABLE);

  static final SqlFunction JSON_ELEMENTS_TEXT =
      list("JSON_ELEMENTS_TEXT", ReturnTypes.VARCHAR_FORCE_NULLABLE);

  /** The names of an object's members, and their values in the same order. */
  static final SqlFunction JSON_MEMBER_NAMES =
      list("JSON_MEMBER_NAMES", ReturnTypes.VARCHAR_FORCE_NULLABLE);

  static final SqlFunction JSON_MEMBERS = list("JSON_MEMBERS", JsonResult.FORCE_NULLABLE);
  static final SqlFunction JSON_MEMBERS_TEXT =
      list("JSON_MEMBERS_TEXT", ReturnTypes.VARCHAR_FORCE_NULLABLE);

  private JsonLists() {}

  private static SqlFunction list(String name, SqlReturnTypeInference element) {
    return Own.function(
        name,
        element.andThen(
            (binding, type) -> {
              RelDataTypeFactory types = binding.getTypeFactory();
              return types.createTypeWithNullability(types.createArrayType(type, -1), true);
            }),
        OperandTypes.family(SqlTypeFamily.CHARACTER));
  }

  static void addTo(Functions functions) {
    functions.unary(JSON_ELEMENTS, (String text) -> elements(text, Json::text));
    functions.unary(JSON_ELEMENTS_TEXT, (String text) -> elements(text, JsonFacts::plain));
    functions.unary(JSON_MEMBER_NAMES, (String text) -> object(text).keys());
    functions.unary(JSON_MEMBERS, (String text) -> members(text, Json::text));
    functions.unary(JSON_MEMBERS_TEXT, (String text) -> members(text, JsonFacts::plain));
  }

  private static List<@Nullable Object> elements(
      String text, Function<Json, @Nullable Object> shown) {
    if (!(Json.parse(text) instanceof JsonArray array)) {
      throw Fault.invalid("only an array has elements, not " + Fault.shown(text));
    }
    List<@Nullable Object> list = new ArrayList<>();
    array.forEach(element -> list.add(shown.apply(element)));
    return Collections.unmodifiableList(list);
  }

  private static JsonObject object(String text) {
    if (Json.parse(text) instanceof JsonObject object) {
      return object;
    }
    throw Fault.invalid("only an object has members, not " + Fault.shown(text));
  }

  private static List<@Nullable Object> members(
      String text, Function<Json, @Nullable Object> shown) {
    JsonObject object = object(text);
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < object.length(); i++) {
      list.add(shown.apply(object.valueAt(i)));
    }
    return Collections.unmodifiableList(list);
  }
}
