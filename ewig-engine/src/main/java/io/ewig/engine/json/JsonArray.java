package io.ewig.engine.json;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Documents in order. */
public final class JsonArray implements Json, Iterable<Json> {

  public static final JsonArray EMPTY = new JsonArray(new Json[0]);

  private final Json[] elements;
  private final int depth;
  private final int size;

  /** Keeps the array: nobody may change it. */
  private JsonArray(Json[] elements) {
    int deepest = 0;
    long bytes = 2L + Math.max(0, elements.length - 1);
    for (Json element : elements) {
      deepest = Math.max(deepest, element.depth());
      bytes += element.size();
    }
    this.elements = elements;
    this.depth = JsonLimits.depth(1 + deepest);
    this.size = JsonLimits.size(bytes, "array");
  }

  static JsonArray owning(Json[] elements) {
    return elements.length == 0 ? EMPTY : new JsonArray(elements);
  }

  public static JsonArray of(Json... elements) {
    return owning(elements.clone());
  }

  public static JsonArray of(List<? extends Json> elements) {
    return owning(elements.toArray(Json[]::new));
  }

  public int length() {
    return elements.length;
  }

  public Json get(int index) {
    return elements[index];
  }

  @Override
  public Iterator<Json> iterator() {
    return Arrays.asList(elements).iterator();
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
    to[out++] = '[';
    for (int i = 0; i < elements.length; i++) {
      if (i > 0) {
        to[out++] = ',';
      }
      out = elements[i].write(to, out);
    }
    to[out++] = ']';
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonArray that
        && size == that.size
        && Arrays.equals(elements, that.elements);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements);
  }

  @Override
  public String toString() {
    return text();
  }
}
