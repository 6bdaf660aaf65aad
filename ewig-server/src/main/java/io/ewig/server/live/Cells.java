package io.ewig.server.live;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.jdbc.link.ColumnInfo;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of SQL as JSON and back: numbers as numbers (exact, though JavaScript may not keep all
 * digits), bytes as base64, times in ISO 8601, documents as themselves.
 */
final class Cells {

  private static final String DOCUMENT = "JSON";

  private Cells() {}

  static JsonArray row(@Nullable Object[] row, List<ColumnInfo> columns) {
    Json[] cells = new Json[row.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = json(row[i], columns.get(i).type().name().equals(DOCUMENT));
    }
    return JsonArray.of(cells);
  }

  static JsonObject object(@Nullable Object[] row, List<ColumnInfo> columns) {
    Map<String, Json> members = new TreeMap<>();
    JsonArray cells = row(row, columns);
    for (int i = 0; i < row.length; i++) {
      members.put(columns.get(i).label(), cells.get(i));
    }
    return JsonObject.of(members);
  }

  private static Json json(@Nullable Object value, boolean isDocument) {
    if (value == null) {
      return JsonNull.NULL;
    } else if (value instanceof Boolean truth) {
      return JsonBoolean.of(truth);
    } else if (value instanceof Number number) {
      return number(number);
    } else if (value instanceof byte[] bytes) {
      return JsonText.of(Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof List<?> list) {
      return JsonArray.of(list.stream().map(one -> json(one, false)).toList());
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Json> members = new TreeMap<>();
      map.forEach((key, one) -> members.put(String.valueOf(key), json(one, false)));
      return JsonObject.of(members);
    }
    String text = value.toString();
    return isDocument ? Json.parse(text) : JsonText.of(text);
  }

  private static Json number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return Double.isFinite(number.doubleValue())
          ? JsonNumber.of(new BigDecimal(number.toString()))
          : JsonText.of(number.toString());
    }
    return number instanceof BigDecimal decimal
        ? JsonNumber.of(decimal)
        : JsonNumber.of(number.longValue());
  }

  /** A value as a parameter; objects and arrays are documents. */
  static @Nullable Object parameter(Json json) {
    if (json instanceof JsonNull) {
      return null;
    } else if (json instanceof JsonBoolean) {
      return json.equals(JsonBoolean.TRUE);
    } else if (json instanceof JsonNumber number) {
      return number.isLong() ? (Object) number.longValue() : number.decimal();
    } else if (json instanceof JsonText text) {
      return text.value();
    }
    return json.text();
  }

  static @Nullable Object[] parameters(@Nullable Json json) {
    if (json == null) {
      return new @Nullable Object[0];
    } else if (json instanceof JsonArray array) {
      @Nullable Object[] values = new @Nullable Object[array.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = parameter(array.get(i));
      }
      return values;
    }
    throw new UserException(
        ErrorCode.INVALID_VALUE, "in a message \"params\" is an array, a value for each ?");
  }
}
