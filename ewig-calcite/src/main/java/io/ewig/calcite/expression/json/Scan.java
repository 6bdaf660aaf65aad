package io.ewig.calcite.expression.json;

import io.ewig.engine.json.Json;

/**
 * Follows a plain path over the text of a document, without building anything.
 *
 * <p>It reads no further than the end of what it looks for, and checks no more than it needs: what
 * it is not sure of (escapes in keys, an array where a member is wanted, anything malformed) it
 * leaves to the tree, which has the say. One scan serves one look-up.
 */
final class Scan {

  /** There is no such item. */
  static final int NOTHING = -1;

  /** Ask the tree. */
  static final int UNSURE = -2;

  private final String text;
  private int at;
  private int end;

  Scan(String text) {
    this.text = text;
  }

  /** Where the item starts, or NOTHING, or UNSURE. */
  int find(Path.Plain[] steps) {
    for (Path.Plain step : steps) {
      int found = step.name() != null ? member(step.name()) : element(step.place());
      if (found < 0) {
        return found;
      }
    }
    skipBlanks();
    int start = at;
    if (!skipValue()) {
      return UNSURE;
    }
    end = at;
    return start;
  }

  /** Behind the item that was found. */
  int end() {
    return end;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  /** Moves to the value of the member. */
  private int member(String name) {
    skipBlanks();
    char first = peek();
    if (first != '{') {
      return first == '[' || first == 0 ? UNSURE : skipValue() ? NOTHING : UNSURE;
    }
    at++;
    skipBlanks();
    if (peek() == '}') {
      return NOTHING;
    }
    while (true) {
      skipBlanks();
      int key = at + 1;
      if (!skipString(true)) {
        return UNSURE;
      }
      boolean isIt = at - 1 - key == name.length() && text.startsWith(name, key);
      skipBlanks();
      if (peek() != ':') {
        return UNSURE;
      }
      at++;
      if (isIt) {
        return at;
      }
      skipBlanks();
      if (!skipValue()) {
        return UNSURE;
      }
      skipBlanks();
      char next = peek();
      at++;
      if (next != ',') {
        return next == '}' ? NOTHING : UNSURE;
      }
    }
  }

  private int element(int place) {
    skipBlanks();
    if (peek() != '[') {
      return UNSURE;
    }
    at++;
    skipBlanks();
    if (peek() == ']') {
      return NOTHING;
    }
    for (int i = 0; i < place; i++) {
      skipBlanks();
      if (!skipValue()) {
        return UNSURE;
      }
      skipBlanks();
      char next = peek();
      at++;
      if (next != ',') {
        return next == ']' ? NOTHING : UNSURE;
      }
    }
    return at;
  }

  /** Whether there was a string; one with escapes is none if they matter. */
  private boolean skipString(boolean doEscapesMatter) {
    if (peek() != '"') {
      return false;
    }
    int i = at + 1;
    int length = text.length();
    while (i < length) {
      char c = text.charAt(i);
      if (c == '"') {
        at = i + 1;
        return true;
      }
      if (c < ' ' || (c == '\\' && doEscapesMatter)) {
        return false;
      }
      i += c == '\\' ? 2 : 1;
    }
    return false;
  }

  private boolean skipValue() {
    char first = peek();
    if (first == '"') {
      return skipString(false);
    }
    if (first == '{' || first == '[') {
      return skipNested();
    }
    int from = at;
    while (at < text.length() && isScalarPart(text.charAt(at))) {
      at++;
    }
    return at > from;
  }

  private static boolean isScalarPart(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || c == '.'
        || c == '-'
        || c == '+'
        || c == 'E';
  }

  private boolean skipNested() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        if (!skipString(false)) {
          return false;
        }
        continue;
      }
      at++;
      if (c == '{' || c == '[') {
        if (++depth > Json.DEPTH_MAX) {
          return false;
        }
      } else if (c == '}' || c == ']') {
        if (--depth == 0) {
          return true;
        }
      }
    }
    return false;
  }
}
