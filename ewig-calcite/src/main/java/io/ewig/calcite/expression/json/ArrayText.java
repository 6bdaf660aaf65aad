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
    for (int i = 1; i < inside.length(); i++) {
      char c = inside.charAt(i);
      boolean isEnd = i == inside.length() - 1;
      if (c == '\\' && !isEnd) {
        element.append(inside.charAt(++i));
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (isEnd || (c == ',' && !isQuoted)) {
        elements.add(element.toString().strip());
        element.setLength(0);
      } else {
        element.append(c);
      }
    }
    boolean isEmpty = elements.size() == 1 && elements.get(0).isEmpty();
    return isEmpty ? List.of() : List.copyOf(elements);
  }
}
