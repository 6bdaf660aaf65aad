package io.ewig.calcite.expression.json;

import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonObject;
import io.ewig.parser.expression.JsonResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/**
 * Documents with a part changed, as in PostgreSQL: JSONB_SET, JSONB_INSERT, JSON_STRIP_NULLS.
 *
 * <p>A path is {@code '{a,0,b}'} or an array. All of it but its last step has to be there, or the
 * document stays as it is; places count from 0, or from the end if they are negative, and what is
 * beyond an end is put there.
 */
public final class JsonEdits {

  static final SqlFunction JSONB_SET = edit("JSONB_SET");
  static final SqlFunction JSONB_INSERT = edit("JSONB_INSERT");
  static final SqlFunction JSON_STRIP_NULLS = ofDocument("JSON_STRIP_NULLS");
  static final SqlFunction JSONB_STRIP_NULLS = ofDocument("JSONB_STRIP_NULLS");

  private JsonEdits() {}

  private static SqlFunction edit(String name) {
    return Own.function(
        name,
        JsonResult.FORCE_NULLABLE,
        at(SqlTypeFamily.ARRAY, false)
            .or(at(SqlTypeFamily.CHARACTER, false))
            .or(at(SqlTypeFamily.ARRAY, true))
            .or(at(SqlTypeFamily.CHARACTER, true)));
  }

  private static SqlOperandTypeChecker at(SqlTypeFamily path, boolean isFlagged) {
    return isFlagged
        ? OperandTypes.family(
            SqlTypeFamily.CHARACTER, path, SqlTypeFamily.CHARACTER, SqlTypeFamily.BOOLEAN)
        : OperandTypes.family(SqlTypeFamily.CHARACTER, path, SqlTypeFamily.CHARACTER);
  }

  private static SqlFunction ofDocument(String name) {
    return Own.function(name, JsonResult.FORCE_NULLABLE, OperandTypes.CHARACTER);
  }

  static void addTo(Functions functions) {
    functions.variadic(JSONB_SET, arguments -> edited(arguments, true));
    functions.variadic(JSONB_INSERT, arguments -> edited(arguments, false));
    functions.unary(JSON_STRIP_NULLS, (String text) -> withoutNulls(Json.parse(text)).text());
    functions.unary(JSONB_STRIP_NULLS, (String text) -> withoutNulls(Json.parse(text)).text());
  }

  /** What happens at the end of a path. */
  private enum Edit {
    /** A member or an element is set, and made if it is missing. */
    SET,
    /** It is set if it is there. */
    REPLACE,
    /** A member that is missing is made; an element is put before the one at its place. */
    BEFORE,
    /** The same, behind it. */
    AFTER
  }

  private static @Nullable Object edited(@Nullable Object[] arguments, boolean isSet) {
    for (Object argument : arguments) {
      if (argument == null) {
        return null;
      }
    }
    boolean isSaid = arguments.length > 3 && (Boolean) arguments[3];
    Edit edit =
        isSet
            ? arguments.length > 3 && !isSaid ? Edit.REPLACE : Edit.SET
            : isSaid ? Edit.AFTER : Edit.BEFORE;
    Json document = Json.parse((String) arguments[0]);
    List<String> steps = JsonParts.way(arguments[1]);
    Json value = Json.parse((String) arguments[2]);
    return (steps.isEmpty() ? document : edited(document, steps, value, edit)).text();
  }

  private static Json edited(Json json, List<String> steps, Json value, Edit edit) {
    String step = steps.get(0);
    List<String> rest = steps.subList(1, steps.size());
    if (json instanceof JsonObject object) {
      Json member = object.get(step);
      if (!rest.isEmpty()) {
        return member == null ? object : object.with(step, edited(member, rest, value, edit));
      }
      if (member != null && (edit == Edit.BEFORE || edit == Edit.AFTER)) {
        throw Fault.invalid(
            "there is a member "
                + Fault.shown(step)
                + " already; JSONB_SET gives it another value");
      }
      return member != null || edit != Edit.REPLACE ? object.with(step, value) : object;
    }
    return json instanceof JsonArray array && step.matches("-?\\d{1,9}")
        ? edited(array, Integer.parseInt(step), rest, value, edit)
        : json;
  }

  private static Json edited(JsonArray array, int place, List<String> rest, Json value, Edit edit) {
    List<Json> elements = new ArrayList<>();
    array.forEach(elements::add);
    int index = place < 0 ? array.length() + place : place;
    boolean isThere = index >= 0 && index < array.length();
    if (!rest.isEmpty()) {
      if (isThere) {
        elements.set(index, edited(elements.get(index), rest, value, edit));
      }
    } else if (!isThere) {
      if (edit != Edit.REPLACE) {
        elements.add(index < 0 ? 0 : array.length(), value);
      }
    } else if (edit == Edit.BEFORE || edit == Edit.AFTER) {
      elements.add(edit == Edit.AFTER ? index + 1 : index, value);
    } else {
      elements.set(index, value);
    }
    return JsonArray.of(elements);
  }

  /** Members that are null are left out, also further in; elements stay. */
  private static Json withoutNulls(Json json) {
    if (json instanceof JsonObject object) {
      Map<String, Json> members = new LinkedHashMap<>();
      for (int i = 0; i < object.length(); i++) {
        if (object.valueAt(i) != JsonNull.NULL) {
          members.put(object.keyAt(i), withoutNulls(object.valueAt(i)));
        }
      }
      return JsonObject.of(members);
    } else if (json instanceof JsonArray array) {
      List<Json> elements = new ArrayList<>();
      array.forEach(element -> elements.add(withoutNulls(element)));
      return JsonArray.of(elements);
    }
    return json;
  }
}
