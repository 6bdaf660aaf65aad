package io.ewig.engine.json;

import io.ewig.engine.error.UserException;
import java.nio.charset.StandardCharsets;

/**
 * A JSON document, or a part of one.
 *
 * <ul>
 *   <li>immutable; equal exactly when the canonical bytes are equal;
 *   <li>keys are sorted by code point and unique, numbers are exact, every text is Unicode;
 *   <li>at most {@link #DEPTH_MAX} deep and {@link #BYTES_MAX} long, however it was made.
 * </ul>
 *
 * <pre>
 * document = object | array | text | number | "true" | "false" | "null"
 * object   = "{" [ text ":" document *( "," text ":" document ) ] "}"     keys by code point
 * array    = "[" [ document *( "," document ) ] "]"
 * text     = UTF-8 in quotes; escaped are only \" \\ \b \t \n \f \r and, as \\u00xx, what else is
 *            below U+0020
 * number   = the form that {@link JsonNumber} describes
 * </pre>
 *
 * <p>This is RFC 8785 but for two things: numbers are exact instead of doubles, and keys are sorted
 * by code point (as their bytes are) instead of by UTF-16 unit.
 */
public sealed interface Json
    permits JsonObject, JsonArray, JsonText, JsonNumber, JsonBoolean, JsonNull {

  /** Objects and arrays within each other: what a recursion may cost on a small stack. */
  int DEPTH_MAX = 200;

  /** Of text to read and of canonical bytes: the largest payload there is. */
  int BYTES_MAX = 64 << 20;

  /** Reads a document in UTF-8. */
  static Json parse(byte[] utf8) {
    Json simple = ShortReader.read(utf8);
    return simple != null ? simple : JsonReader.read(utf8);
  }

  static Json parse(String text) {
    return JsonReader.read(text);
  }

  /** Whether bytes are a document in UTF-8; most that are simple need not be made for that. */
  static boolean isDocument(byte[] utf8) {
    if (ShortCheck.accepts(utf8, 0, utf8.length)) {
      return true;
    }
    try {
      parse(utf8);
      return true;
    } catch (UserException notJson) {
      return false;
    }
  }

  /**
   * Whether a part of an array is a document that is short and simple, which most are: ASCII
   * without escapes.
   */
  static boolean isSimple(byte[] bytes, int from, int end) {
    return ShortCheck.accepts(bytes, from, end);
  }

  /** How many objects and arrays are within each other: 0 for a scalar. */
  int depth();

  /** Length of the canonical bytes. */
  int size();

  /**
   * Writes the canonical bytes into an array that has room for them.
   *
   * @return the index after the last byte
   */
  int write(byte[] to, int at);

  /** The canonical bytes: equal for equal documents, on every machine. */
  default byte[] canonical() {
    byte[] bytes = new byte[size()];
    write(bytes, 0);
    return bytes;
  }

  /** The canonical bytes as text; {@code toString()} gives the same. */
  default String text() {
    return new String(canonical(), StandardCharsets.UTF_8);
  }
}
