package io.ewig.jdbc.value;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of an array of binaries: JSON with two hexadecimal digits for each byte, as such
 * an array is written.
 *
 * <pre>
 * array   = "[" [ element { "," element } ] "]"
 * element = array | "null" | a text of hexadecimal digits in quotes
 * </pre>
 */
final class HexElements {

  private static final String EXAMPLE = "write it as [\"0a1b\", null]";

  private static final int DEPTH_MAX = 16;

  private final String text;
  private int at;

  private HexElements(String text) {
    this.text = text;
  }

  static List<@Nullable Object> of(String text) throws SQLException {
    var reader = new HexElements(text);
    List<@Nullable Object> elements = reader.array(1);
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.refused();
    }
    return elements;
  }

  private List<@Nullable Object> array(int depth) throws SQLException {
    if (depth > DEPTH_MAX || !takes("[")) {
      throw refused();
    }
    List<@Nullable Object> elements = new ArrayList<>();
    if (takes("]")) {
      return elements;
    }
    do {
      elements.add(element(depth));
    } while (takes(","));
    if (!takes("]")) {
      throw refused();
    }
    return elements;
  }

  private @Nullable Object element(int depth) throws SQLException {
    if (takes("null")) {
      return null;
    }
    if (!takes("\"")) {
      return array(depth + 1);
    }
    int end = text.indexOf('"', at);
    if (end < 0) {
      throw refused();
    }
    byte[] bytes = Bits.ofHex(text.substring(at, end));
    at = end + 1;
    return bytes;
  }

  private boolean takes(String word) {
    skipBlanks();
    boolean isThere = text.startsWith(word, at);
    at += isThere ? word.length() : 0;
    return isThere;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private SQLException refused() {
    return Refusal.of(text, "an array of binaries", EXAMPLE);
  }
}
