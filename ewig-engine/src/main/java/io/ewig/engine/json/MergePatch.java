package io.ewig.engine.json;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON Merge Patch, RFC 7386: a patch looks like the part of the document that it changes, with
 * {@code null} for what goes away.
 *
 * <pre>
 * apply(target, patch) = patch                       where patch is not an object
 *                      = target (or {} where target is not an object), and for each member of patch:
 *                          "key":null      the key goes away
 *                          "key":value     the key becomes apply(target[key], value)
 * </pre>
 */
public final class MergePatch {

  private MergePatch() {}

  /** The target after the patch. */
  public static Json apply(@Nullable Json target, Json patch) {
    if (!(patch instanceof JsonObject changes)) {
      return patch;
    }
    JsonObject base = target instanceof JsonObject object ? object : JsonObject.EMPTY;
    return changes.isEmpty() ? base : new Zip(base, changes).patched();
  }

  /**
   * The least patch that makes one document of another: {@code apply(from, patch)} equals {@code
   * to}.
   *
   * <p>Empty where there is none: a patch can't set a member to {@code null} (but inside of an
   * array it can).
   */
  public static Optional<Json> diff(Json from, Json to) {
    if (!(to instanceof JsonObject after)) {
      return Optional.of(to);
    }
    if (!(from instanceof JsonObject before)) {
      return hasNullMember(after) ? Optional.empty() : Optional.of(to);
    }
    return Optional.ofNullable(new Zip(before, after).difference());
  }

  private static boolean hasNullMember(Json document) {
    if (document instanceof JsonObject object) {
      for (int i = 0; i < object.length(); i++) {
        if (object.valueAt(i) == JsonNull.NULL || hasNullMember(object.valueAt(i))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Walks over the members of two objects in the order of their keys, and gathers a third. */
  private static final class Zip {

    private final JsonObject left;
    private final JsonObject right;
    private final String[] keys;
    private final Json[] values;
    private int length;
    private int atLeft;
    private int atRight;

    Zip(JsonObject left, JsonObject right) {
      this.left = left;
      this.right = right;
      this.keys = new String[left.length() + right.length()];
      this.values = new Json[keys.length];
    }

    /** Below 0: the next key is on the left alone; above: on the right alone; 0: on both. */
    private int side() {
      if (atLeft == left.length()) {
        return 1;
      }
      return atRight == right.length()
          ? -1
          : CodePoints.compare(left.keyAt(atLeft), right.keyAt(atRight));
    }

    private boolean more() {
      return atLeft < left.length() || atRight < right.length();
    }

    Json patched() {
      boolean same = true;
      while (more()) {
        int side = side();
        if (side < 0) {
          add(left.keyAt(atLeft), left.valueAt(atLeft++));
          continue;
        }
        Json before = side == 0 ? left.valueAt(atLeft++) : null;
        String key = right.keyAt(atRight);
        Json change = right.valueAt(atRight++);
        Json after = change == JsonNull.NULL ? null : apply(before, change);
        same &= after == before;
        if (after != null) {
          add(key, after);
        }
      }
      return same ? left : gathered();
    }

    /** Null where no patch can say it. */
    @Nullable JsonObject difference() {
      while (more()) {
        int side = side();
        if (side < 0) {
          add(left.keyAt(atLeft++), JsonNull.NULL);
        } else if (!addChange(side == 0 ? left.valueAt(atLeft++) : null)) {
          return null;
        }
      }
      return gathered();
    }

    private boolean addChange(@Nullable Json before) {
      String key = right.keyAt(atRight);
      Json after = right.valueAt(atRight++);
      if (after.equals(before)) {
        return true;
      }
      if (after == JsonNull.NULL) {
        return false;
      }
      Json patch = before == null ? fresh(after) : diff(before, after).orElse(null);
      if (patch != null) {
        add(key, patch);
      }
      return patch != null;
    }

    private static @Nullable Json fresh(Json after) {
      return hasNullMember(after) ? null : after;
    }

    private void add(String key, Json value) {
      keys[length] = key;
      values[length++] = value;
    }

    private JsonObject gathered() {
      return JsonObject.sorted(Arrays.copyOf(keys, length), Arrays.copyOf(values, length));
    }
  }
}
