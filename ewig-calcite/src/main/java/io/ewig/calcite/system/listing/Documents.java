package io.ewig.calcite.system.listing;

import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values, rows and documents as JSON: numbers as numbers, bytes as hex, times in ISO 8601. */
public final class Documents {

  private Documents() {}

  /** The document's text; null stays null. */
  public static @Nullable String text(@Nullable Object value, @Nullable Table table) {
    return value == null ? null : of(value, table).text();
  }

  /**
   * @param table whose rows these are, for the names of columns
   */
  private static Json of(@Nullable Object value, @Nullable Table table) {
    if (value == null) {
      return JsonNull.NULL;
    } else if (value instanceof Json json) {
      return json;
    } else if (value instanceof Row row && table != null) {
      return ofRow(row, table);
    } else if (value instanceof Boolean truth) {
      return JsonBoolean.of(truth);
    } else if (value instanceof BigDecimal decimal) {
      return JsonNumber.of(decimal);
    } else if (value instanceof Number number) {
      return ofNumber(number);
    } else if (value instanceof JsonText document) {
      return parsed(document.text());
    } else if (value instanceof Bytes bytes) {
      return io.ewig.engine.json.JsonText.of(HexFormat.of().formatHex(bytes.toArray()));
    } else if (value instanceof List<?> elements) {
      return JsonArray.of(elements.stream().map(element -> of(element, null)).toList());
    }
    return io.ewig.engine.json.JsonText.of(value.toString());
  }

  private static Json ofNumber(Number number) {
    if (number instanceof Double || number instanceof Float) {
      boolean isFinite = Double.isFinite(number.doubleValue());
      return isFinite
          ? JsonNumber.of(new BigDecimal(number.toString()))
          : io.ewig.engine.json.JsonText.of(number.toString());
    }
    return JsonNumber.of(number.longValue());
  }

  private static Json parsed(String text) {
    try {
      return Json.parse(text);
    } catch (UserException notJson) {
      return io.ewig.engine.json.JsonText.of(text);
    }
  }

  private static Json ofRow(Row row, Table table) {
    Map<String, Json> members = new TreeMap<>();
    for (int i = 0; i < row.size(); i++) {
      members.put(table.columns().get(i).name(), of(row.get(i), null));
    }
    return JsonObject.of(members);
  }

  /** A row's primary key: its value, or an array of its values. */
  public static String key(Table table, Row row) {
    List<Object> values = new ArrayList<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      Object value = row.get(position);
      values.add(value == null ? "" : value);
    }
    return of(values.size() == 1 ? values.get(0) : values, null).text();
  }

  /** A value of the engine as one of SQL, where JSON is a text. */
  public static @Nullable Object cell(@Nullable Object value) {
    if (value instanceof JsonText document) {
      return document.text();
    } else if (value instanceof List<?> elements
        && elements.stream().anyMatch(Documents::isConverted)) {
      List<@Nullable Object> cells = new ArrayList<>();
      elements.forEach(element -> cells.add(cell(element)));
      return cells;
    }
    return value;
  }

  private static boolean isConverted(@Nullable Object element) {
    return element instanceof JsonText || element instanceof List<?>;
  }
}
