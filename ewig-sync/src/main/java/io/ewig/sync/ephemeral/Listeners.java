package io.ewig.sync.ephemeral;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Who wants to hear of which namespace; any thread. */
final class Listeners {

  /** No two are equal: who subscribes twice ends twice. */
  private static final class Entry {
    private final @Nullable String namespace;
    private final EphemeralListener listener;

    /**
     * @param namespace null for all
     */
    Entry(@Nullable String namespace, EphemeralListener listener) {
      this.namespace = namespace;
      this.listener = listener;
    }

    boolean wants(String other) {
      return namespace == null || namespace.equals(other);
    }
  }

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  Subscription add(@Nullable String namespace, EphemeralListener listener) {
    Entry entry = new Entry(namespace, listener);
    entries.add(entry);
    return () -> entries.remove(entry);
  }

  /** Tells all; what one of them throws comes out when all have heard. */
  void tell(Map<String, List<EphemeralChange>> changes) {
    List<RuntimeException> failed = new ArrayList<>();
    changes.forEach(
        (namespace, list) -> {
          List<EphemeralChange> told = List.copyOf(list);
          for (Entry entry : entries) {
            if (entry.wants(namespace)) {
              tell(entry, namespace, told, failed);
            }
          }
        });
    if (!failed.isEmpty()) {
      RuntimeException first = failed.get(0);
      failed.subList(1, failed.size()).forEach(first::addSuppressed);
      throw first;
    }
  }

  private static void tell(
      Entry entry, String namespace, List<EphemeralChange> told, List<RuntimeException> failed) {
    try {
      entry.listener.changed(namespace, told);
    } catch (RuntimeException e) {
      failed.add(e);
    }
  }
}
