package io.ewig.engine.json;

import java.nio.charset.StandardCharsets;

/** A text; any Unicode, refused if it holds half a surrogate pair. */
public final class JsonText implements Json {

  private static final JsonText EMPTY = new JsonText("", 2);

  private final String value;
  private final int size;

  private JsonText(String value, int size) {
    this.value = value;
    this.size = size;
  }

  public static JsonText of(String value) {
    return value.isEmpty()
        ? EMPTY
        : new JsonText(value, JsonLimits.size(Utf8.quotedBytes(value), "text"));
  }

  /** The text itself, without quotes. */
  public String value() {
    return value;
  }

  /** Length of the text itself in UTF-8, neither quoted nor escaped. */
  public int utf8Bytes() {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int write(byte[] to, int at) {
    return Utf8.quoted(value, to, at);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonText that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
