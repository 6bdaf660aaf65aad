package io.ewig.engine.law;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Merges JSON documents member by member; null (not the JSON value) stands for none.
 *
 * <p>What is no object, an array too, is one value. Two objects are merged whatever the base was.
 */
public final class DocumentMerge {

  /** Decides what the sides have changed differently. */
  @FunctionalInterface
  public interface Decider {

    /**
     * @param pointer where in the document, as RFC 6901 has it
     */
    @Nullable Json decide(
        String pointer, @Nullable Json base, @Nullable Json ours, @Nullable Json theirs);
  }

  private final Decider decider;

  public DocumentMerge(Decider decider) {
    this.decider = decider;
  }

  public @Nullable Json merge(@Nullable Json base, @Nullable Json ours, @Nullable Json theirs) {
    return merge("", base, ours, theirs);
  }

  private @Nullable Json merge(
      String pointer, @Nullable Json base, @Nullable Json ours, @Nullable Json theirs) {
    if (Objects.equals(theirs, base) || Objects.equals(ours, theirs)) {
      return ours;
    } else if (Objects.equals(ours, base)) {
      return theirs;
    } else if (ours instanceof JsonObject one && theirs instanceof JsonObject other) {
      return members(
          pointer, base instanceof JsonObject from ? from : JsonObject.EMPTY, one, other);
    }
    return decider.decide(pointer, base, ours, theirs);
  }

  private Json members(String pointer, JsonObject base, JsonObject ours, JsonObject theirs) {
    TreeSet<String> keys = new TreeSet<>(ours.keys());
    keys.addAll(theirs.keys());
    TreeMap<String, Json> merged = new TreeMap<>();
    for (String key : keys) {
      String below = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
      Json value = merge(below, base.get(key), ours.get(key), theirs.get(key));
      if (value != null) {
        merged.put(key, value);
      }
    }
    return JsonObject.of(merged);
  }
}
