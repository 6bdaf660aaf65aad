package io.ewig.engine.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Members and elements of what a reader has not closed yet, innermost last. */
final class OpenValues {

  private Json[] values;
  private @Nullable String[] keys;
  private int top;

  /**
   * @param room for so many, before it grows
   */
  OpenValues(int room) {
    values = new Json[room];
    keys = new String[room];
  }

  /** Where the next object or array starts. */
  int top() {
    return top;
  }

  /**
   * @param key of a member; null for an element
   */
  void push(@Nullable String key, Json value) {
    if (top == values.length) {
      values = Arrays.copyOf(values, 2 * top);
      keys = Arrays.copyOf(keys, 2 * top);
    }
    keys[top] = key;
    values[top++] = value;
  }

  /** The keys of the members from there on; to be asked for before {@link #pop}. */
  String[] keys(int from) {
    return Arrays.copyOfRange(keys, from, top, String[].class);
  }

  Json[] pop(int from) {
    Json[] popped = Arrays.copyOfRange(values, from, top);
    top = from;
    return popped;
  }
}
