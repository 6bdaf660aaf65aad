package io.ewig.calcite.expression.cast;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays as PostgreSQL writes them, <code>{1,NULL,"a, b",{2}}</code>, or as JSON, {@code [1,
 * null]}; used once.
 */
final class ArrayTexts {

  private final String text;
  private final Object type;
  private int at;

  private ArrayTexts(String text, Object type) {
    this.text = text;
    this.type = type;
  }

  /** The elements: texts, nulls and lists of these. */
  static List<@Nullable Object> elements(String text, Object type) {
    if (text.stripLeading().startsWith("[")) {
      return ofJson(text, type);
    }
    ArrayTexts reading = new ArrayTexts(text.strip(), type);
    List<@Nullable Object> elements = reading.list(1);
    if (reading.at < reading.text.length()) {
      throw Fault.notA(type, text);
    }
    return elements;
  }

  private static List<@Nullable Object> ofJson(String text, Object type) {
    try {
      return elements((JsonArray) Json.parse(text), text, type);
    } catch (UserException e) {
      throw Fault.notA(type, text);
    }
  }

  private static List<@Nullable Object> elements(JsonArray array, String text, Object type) {
    if (array.size() > Type.ARRAY_ELEMENTS_MAX) {
      throw Fault.notA(type, text);
    }
    List<@Nullable Object> elements = new ArrayList<>(array.size());
    for (Json element : array) {
      if (element instanceof JsonArray inner) {
        elements.add(elements(inner, text, type));
      } else if (element instanceof JsonText quoted) {
        elements.add(quoted.value());
      } else {
        elements.add(element instanceof JsonNull ? null : element.text());
      }
    }
    return Collections.unmodifiableList(elements);
  }

  private List<@Nullable Object> list(int depth) {
    if (depth > Type.ARRAY_DEPTH_MAX || next() != '{') {
      throw Fault.notA(type, text);
    }
    List<@Nullable Object> elements = new ArrayList<>();
    skipBlanks();
    if (peek() == '}') {
      at++;
      return elements;
    }
    while (true) {
      skipBlanks();
      char first = peek();
      elements.add(first == '{' ? list(depth + 1) : first == '"' ? quoted() : plain());
      skipBlanks();
      char end = next();
      if (end == '}') {
        return Collections.unmodifiableList(elements);
      } else if (end != ',' || elements.size() > Type.ARRAY_ELEMENTS_MAX) {
        throw Fault.notA(type, text);
      }
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw Fault.notA(type, text);
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private String quoted() {
    StringBuilder element = new StringBuilder();
    at++;
    for (char c = next(); c != '"'; c = next()) {
      element.append(c == '\\' ? next() : c);
    }
    return element.toString();
  }

  private @Nullable String plain() {
    StringBuilder element = new StringBuilder();
    boolean isEscaped = false;
    for (char c = peek(); c != ',' && c != '}'; c = peek()) {
      at++;
      isEscaped |= c == '\\';
      element.append(c == '\\' ? next() : c);
    }
    String found = element.toString().strip();
    if (found.isEmpty()) {
      throw Fault.notA(type, text);
    }
    return !isEscaped && found.equalsIgnoreCase("null") ? null : found;
  }
}
