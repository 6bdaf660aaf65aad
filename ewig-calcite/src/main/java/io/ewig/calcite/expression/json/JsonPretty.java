package io.ewig.calcite.expression.json;

import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** JSONB_PRETTY: a document in lines, each member and each element on one of its own. */
final class JsonPretty {

  static final SqlFunction JSONB_PRETTY =
      Own.function("JSONB_PRETTY", ReturnTypes.VARCHAR_NULLABLE, OperandTypes.CHARACTER);

  private static final String STEP = "    ";

  private final StringBuilder out = new StringBuilder();

  private JsonPretty() {}

  static void addTo(Functions functions) {
    functions.unary(
        JSONB_PRETTY,
        (String text) -> {
          JsonPretty pretty = new JsonPretty();
          pretty.write(Json.parse(text), "\n");
          return pretty.out.toString();
        });
  }

  /**
   * @param line what a new line begins with
   */
  private void write(Json json, String line) {
    if (json instanceof JsonObject object) {
      out.append('{');
      for (int i = 0; i < object.length(); i++) {
        out.append(i > 0 ? "," : "").append(line).append(STEP);
        out.append(JsonText.of(object.keyAt(i)).text()).append(": ");
        write(object.valueAt(i), line + STEP);
      }
      out.append(line).append('}');
    } else if (json instanceof JsonArray array) {
      out.append('[');
      for (int i = 0; i < array.length(); i++) {
        out.append(i > 0 ? "," : "").append(line).append(STEP);
        write(array.get(i), line + STEP);
      }
      out.append(line).append(']');
    } else {
      out.append(json.text());
    }
  }
}
