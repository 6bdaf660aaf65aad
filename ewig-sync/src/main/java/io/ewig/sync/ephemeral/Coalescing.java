package io.ewig.sync.ephemeral;

import io.ewig.engine.json.Json;
import io.ewig.sync.ephemeral.EphemeralChange.Kind;
import io.ewig.sync.ephemeral.EphemeralChange.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what changes until it is told, each key once; one thread. */
final class Coalescing {

  private record Address(String namespace, String key) {}

  /**
   * What a key was when it was told last.
   *
   * @param value null if there was none
   */
  private record Before(@Nullable Json value, Stamp stamp) {}

  private static final class Dirty {
    private final @Nullable Before before;
    private Register now;
    private Origin origin;

    Dirty(@Nullable Before before, Register now, Origin origin) {
      this.before = before;
      this.now = now;
      this.origin = origin;
    }
  }

  private final Map<Address, Dirty> dirty = new LinkedHashMap<>();

  boolean isEmpty() {
    return dirty.isEmpty();
  }

  void note(@Nullable Register before, Register now, Origin origin) {
    Address address = new Address(now.namespace(), now.key());
    Dirty known = dirty.get(address);
    if (known == null) {
      Before was = before == null ? null : new Before(before.value(), before.stamp());
      dirty.put(address, new Dirty(was, now, origin));
    } else {
      known.now = now;
      known.origin = origin;
    }
  }

  /** What changed, by namespace, in the order in which keys first changed. */
  Map<String, List<EphemeralChange>> take() {
    Map<String, List<EphemeralChange>> changes = new LinkedHashMap<>();
    for (Dirty one : dirty.values()) {
      Kind kind = kind(one);
      if (kind != null) {
        changes
            .computeIfAbsent(one.now.namespace(), any -> new ArrayList<>())
            .add(new EphemeralChange(kind, one.origin, one.now));
      }
    }
    dirty.clear();
    return changes;
  }

  private static @Nullable Kind kind(Dirty one) {
    Json value = one.before == null ? null : one.before.value();
    if (one.now.isGone()) {
      return value == null ? null : Kind.REMOVED;
    } else if (value == null) {
      return Kind.ADDED;
    }
    return Objects.equals(value, one.now.value()) ? Kind.REFRESHED : Kind.UPDATED;
  }
}
