package io.ewig.server.command;

import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows for programs: an object of their columns by name. */
public final class RowJson {

  private RowJson() {}

  public static JsonObject of(Table table, Row row) {
    JsonObject cells = new JsonObject();
    for (Column column : table.columns()) {
      put(cells, column.name(), row.get(table.positionOf(column.name())));
    }
    return cells;
  }

  /** Puts a value: numbers, booleans, documents and arrays as they are, all else as text. */
  public static void put(JsonObject json, String field, @Nullable Object value) {
    json.raw(field, text(value));
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "null";
    } else if (value instanceof Json document) {
      return document.text();
    } else if (value instanceof List<?> elements) {
      return elements.stream().map(RowJson::text).collect(Collectors.joining(",", "[", "]"));
    }
    boolean isItself = value instanceof Boolean || (value instanceof Number && isFinite(value));
    return isItself ? value.toString() : JsonObject.quote(value.toString());
  }

  /** Some numbers are none in JSON. */
  private static boolean isFinite(Object value) {
    boolean isApproximate = value instanceof Double || value instanceof Float;
    return !isApproximate || Double.isFinite(((Number) value).doubleValue());
  }
}
