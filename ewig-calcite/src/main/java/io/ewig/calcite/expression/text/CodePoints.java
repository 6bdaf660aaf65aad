package io.ewig.calcite.expression.text;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.value.Type;

/** Lengths and places in texts, in code points; a text without surrogates is the fast case. */
final class CodePoints {

  private CodePoints() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The first so many code points; all of them if there are fewer. */
  static int offset(String text, long count) {
    if (count >= text.length()) {
      return text.length();
    }
    int offset = 0;
    for (int i = 0; i < count && offset < text.length(); i++) {
      offset += Character.charCount(text.codePointAt(offset));
    }
    return offset;
  }

  /** Refuses a result before it is made. */
  static void requireLength(long chars) {
    if (chars > Type.VALUE_BYTES_MAX) {
      throw Fault.limit(
          "a text of "
              + chars
              + " characters is too long; "
              + Type.VALUE_BYTES_MAX
              + " bytes are the limit");
    }
  }
}
