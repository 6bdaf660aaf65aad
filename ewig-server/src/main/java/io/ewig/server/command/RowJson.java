package io.ewig.server.command;

import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
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

  /** Puts a value: numbers, booleans and documents as they are, all else as text. */
  public static void put(JsonObject json, String field, @Nullable Object value) {
    if (value == null) {
      json.putNull(field);
    } else if (value instanceof Json document) {
      json.raw(field, document.text());
    } else if (value instanceof Number || value instanceof Boolean) {
      json.raw(field, isFinite(value) ? value.toString() : "\"" + value + "\"");
    } else {
      json.put(field, value.toString());
    }
  }

  /** Some numbers are none in JSON. */
  private static boolean isFinite(Object value) {
    return !(value instanceof Double number) || Double.isFinite(number);
  }
}
