package io.ewig.engine.world;

import io.ewig.engine.json.CodePoints;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first place at which two states differ, in the order of keys and, in an object, of members.
 *
 * @param key of the first object that differs
 * @param at the first place in it that does: the whole, if one of the two lacks the object
 * @param left what stands there in the one state; null if nothing does
 * @param right what stands there in the other
 */
public record Divergence(String key, JsonPointer at, @Nullable Json left, @Nullable Json right) {

  static Optional<Divergence> first(WorldState left, WorldState right) {
    List<String> ours = left.keys();
    List<String> theirs = right.keys();
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      String key =
          lesser(i < ours.size() ? ours.get(i) : null, i < theirs.size() ? theirs.get(i) : null);
      Json here = left.get(key);
      Json there = right.get(key);
      if (here == null || there == null || !here.equals(there)) {
        return Optional.of(within(key, here, there));
      }
    }
    return Optional.empty();
  }

  private static String lesser(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return a == null ? String.valueOf(b) : a;
    }
    return CodePoints.compare(a, b) <= 0 ? a : b;
  }

  private static Divergence within(String key, @Nullable Json left, @Nullable Json right) {
    JsonPointer at = JsonPointer.WHOLE;
    Json ours = left;
    Json theirs = right;
    while (true) {
      String token = firstToken(ours, theirs);
      if (token == null) {
        return new Divergence(key, at, ours, theirs);
      }
      JsonPointer step = new JsonPointer(List.of(token));
      at = at.then(token);
      ours = ours == null ? null : step.in(ours);
      theirs = theirs == null ? null : step.in(theirs);
    }
  }

  /** The member or element of two that differ to look into, or null if they differ as wholes. */
  private static @Nullable String firstToken(@Nullable Json ours, @Nullable Json theirs) {
    if (ours instanceof JsonObject a && theirs instanceof JsonObject b) {
      return firstKey(a, b);
    }
    if (ours instanceof JsonArray a && theirs instanceof JsonArray b) {
      int i = 0;
      while (i < a.length() && i < b.length() && a.get(i).equals(b.get(i))) {
        i++;
      }
      return Integer.toString(i);
    }
    return null;
  }

  private static String firstKey(JsonObject a, JsonObject b) {
    int i = 0;
    while (i < a.length()
        && i < b.length()
        && a.keyAt(i).equals(b.keyAt(i))
        && a.valueAt(i).equals(b.valueAt(i))) {
      i++;
    }
    return lesser(i < a.length() ? a.keyAt(i) : null, i < b.length() ? b.keyAt(i) : null);
  }
}
