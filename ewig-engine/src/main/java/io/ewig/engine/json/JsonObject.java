package io.ewig.engine.json;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.Quote;
import io.ewig.engine.error.UserException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents by key.
 *
 * <ul>
 *   <li>keys are unique and sorted by {@link CodePoints#ORDER};
 *   <li>a member can be {@code null} the JSON value; a key that is not there has no member.
 * </ul>
 */
public final class JsonObject implements Json {

  public static final JsonObject EMPTY = new JsonObject(new String[0], new Json[0]);

  /** Up to so many members, sorting in place beats allocating. */
  private static final int INSERTION_MAX = 24;

  private record Member(String key, Json value) {}

  private final String[] keys;
  private final Json[] values;
  private final int depth;
  private final int size;

  /** Keeps the arrays, whose keys are in order: nobody may change them. */
  private JsonObject(String[] keys, Json[] values) {
    int deepest = 0;
    long bytes = 2L + keys.length + Math.max(0, keys.length - 1);
    for (int i = 0; i < keys.length; i++) {
      deepest = Math.max(deepest, values[i].depth());
      bytes += Utf8.quotedBytes(keys[i]) + values[i].size();
    }
    this.keys = keys;
    this.values = values;
    this.depth = JsonLimits.depth(1 + deepest);
    this.size = JsonLimits.size(bytes, "object");
  }

  /** Of members whose keys are in order and unique. */
  static JsonObject sorted(String[] keys, Json[] values) {
    return keys.length == 0 ? EMPTY : new JsonObject(keys, values);
  }

  /** Of members in any order; refuses a key that is given twice. */
  static JsonObject unsorted(String[] keys, Json[] values) {
    JsonObject object = unsortedOrNull(keys, values);
    if (object == null) {
      throw twice(keys);
    }
    return object;
  }

  /** Of members in any order; null if a key is given twice. Sorts the arrays. */
  static @Nullable JsonObject unsortedOrNull(String[] keys, Json[] values) {
    if (!isSorted(keys)) {
      sort(keys, values);
      if (!isSorted(keys)) {
        return null;
      }
    }
    return sorted(keys, values);
  }

  private static boolean isSorted(String[] keys) {
    for (int i = 1; i < keys.length; i++) {
      if (CodePoints.compare(keys[i - 1], keys[i]) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static void sort(String[] keys, Json[] values) {
    if (keys.length <= INSERTION_MAX) {
      insertionSort(keys, values);
      return;
    }
    Member[] members = new Member[keys.length];
    for (int i = 0; i < keys.length; i++) {
      members[i] = new Member(keys[i], values[i]);
    }
    Arrays.sort(members, Comparator.comparing(Member::key, CodePoints.ORDER));
    for (int i = 0; i < keys.length; i++) {
      keys[i] = members[i].key();
      values[i] = members[i].value();
    }
  }

  private static void insertionSort(String[] keys, Json[] values) {
    for (int i = 1; i < keys.length; i++) {
      String key = keys[i];
      Json value = values[i];
      int at = i;
      while (at > 0 && CodePoints.compare(keys[at - 1], key) > 0) {
        keys[at] = keys[at - 1];
        values[at] = values[at - 1];
        at--;
      }
      keys[at] = key;
      values[at] = value;
    }
  }

  private static UserException twice(String[] sorted) {
    int at = 1;
    while (!sorted[at - 1].equals(sorted[at])) {
      at++;
    }
    return new UserException(
        ErrorCode.MALFORMED_JSON,
        "the key " + Quote.of(sorted[at]) + " stands twice in one object; give it once");
  }

  public static JsonObject of(String key, Json value) {
    return new JsonObject(new String[] {key}, new Json[] {value});
  }

  public static JsonObject of(Map<String, ? extends Json> members) {
    String[] keys = members.keySet().toArray(String[]::new);
    Json[] values = members.values().toArray(Json[]::new);
    return unsorted(keys, values);
  }

  public int length() {
    return keys.length;
  }

  public boolean isEmpty() {
    return keys.length == 0;
  }

  /** In order. */
  public List<String> keys() {
    return Collections.unmodifiableList(Arrays.asList(keys));
  }

  public String keyAt(int index) {
    return keys[index];
  }

  public Json valueAt(int index) {
    return values[index];
  }

  public @Nullable Json get(String key) {
    int index = indexOf(key);
    return index < 0 ? null : values[index];
  }

  private int indexOf(String key) {
    return Arrays.binarySearch(keys, key, CodePoints.ORDER);
  }

  /** With the member set, replaced or not. */
  public JsonObject with(String key, Json value) {
    int index = indexOf(key);
    if (index >= 0) {
      Json[] replaced = values.clone();
      replaced[index] = value;
      return new JsonObject(keys, replaced);
    }
    int at = -index - 1;
    String[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
    Json[] moreValues = Arrays.copyOf(values, keys.length + 1);
    System.arraycopy(keys, at, moreKeys, at + 1, keys.length - at);
    System.arraycopy(values, at, moreValues, at + 1, keys.length - at);
    moreKeys[at] = key;
    moreValues[at] = value;
    return new JsonObject(moreKeys, moreValues);
  }

  /** Without the member; the same object if there is none. */
  public JsonObject without(String key) {
    int at = indexOf(key);
    if (at < 0) {
      return this;
    }
    String[] lessKeys = Arrays.copyOf(keys, keys.length - 1);
    Json[] lessValues = Arrays.copyOf(values, keys.length - 1);
    System.arraycopy(keys, at + 1, lessKeys, at, keys.length - at - 1);
    System.arraycopy(values, at + 1, lessValues, at, keys.length - at - 1);
    return sorted(lessKeys, lessValues);
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int write(byte[] to, int at) {
    int out = at;
    to[out++] = '{';
    for (int i = 0; i < keys.length; i++) {
      if (i > 0) {
        to[out++] = ',';
      }
      out = Utf8.quoted(keys[i], to, out);
      to[out++] = ':';
      out = values[i].write(to, out);
    }
    to[out++] = '}';
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject that
        && size == that.size
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return text();
  }
}
