package io.ewig.server.command;

import java.util.HexFormat;
import java.util.List;

/** One JSON object on one line, field by field. */
public final class JsonObject {

  private final StringBuilder text = new StringBuilder("{");

  public JsonObject put(String field, String value) {
    return raw(field, quote(value));
  }

  public JsonObject put(String field, long value) {
    return raw(field, Long.toString(value));
  }

  public JsonObject put(String field, boolean value) {
    return raw(field, Boolean.toString(value));
  }

  public JsonObject putNull(String field) {
    return raw(field, "null");
  }

  public JsonObject put(String field, List<JsonObject> values) {
    return raw(field, values.toString());
  }

  public JsonObject put(String field, JsonObject value) {
    return raw(field, value.toString());
  }

  /**
   * @param json a document
   */
  public JsonObject raw(String field, String json) {
    text.append(text.length() > 1 ? "," : "").append(quote(field)).append(':').append(json);
    return this;
  }

  /** A text as a JSON text. */
  public static String quote(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value.chars().forEach(c -> append(quoted, (char) c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder to, char c) {
    if (c == '"' || c == '\\') {
      to.append('\\').append(c);
    } else if (c < ' ' || Character.isSurrogate(c)) {
      to.append("\\u").append(HexFormat.of().toHexDigits(c));
    } else {
      to.append(c);
    }
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
