package io.ewig.calcite.expression.json;

import io.ewig.calcite.expression.Fault;
import java.util.ArrayList;
import java.util.List;

/** Texts as PostgreSQL writes them in one: {@code {a,0,"b c"}}. */
final class ArrayText {

  private ArrayText() {}

  static List<String> elements(String text) {
    String inside = text.strip();
    if (inside.length() < 2 || inside.charAt(0) != '{' || !inside.endsWith("}")) {
      throw Fault.invalid(Fault.shown(text) + " is no way into a document; write '{name,0}'");
    }
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    boolean isQuoted = false;
    boolean wasQuoted = false;
    int kept = 0; // of the element: without blanks at its end that stand outside of quotes
    for (int i = 1; i < inside.length(); i++) {
      char c = inside.charAt(i);
      boolean isEnd = i == inside.length() - 1;
      boolean isEscape = c == '\\' && !isEnd;
      if (c == '"') {
        isQuoted = !isQuoted;
        wasQuoted = true;
      } else if (isEnd || (c == ',' && !isQuoted)) {
        boolean isNothing = isEnd && elements.isEmpty() && kept == 0 && !wasQuoted;
        if (!isNothing) {
          elements.add(element.substring(0, kept));
        }
        element.setLength(0);
        kept = 0;
        wasQuoted = false;
      } else if (isEscape || isQuoted || !Character.isWhitespace(c)) {
        element.append(isEscape ? inside.charAt(++i) : c);
        kept = element.length();
      } else if (kept > 0) {
        element.append(c);
      }
    }
    return List.copyOf(elements);
  }
}
