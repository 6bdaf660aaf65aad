package io.ewig.engine.store;

import io.ewig.engine.hash.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts who holds what; any thread. */
public final class Pins {

  private final Map<Hash, Integer> counts = new HashMap<>(); // guarded by this

  public synchronized Pin hold(Hash root) {
    counts.merge(root, 1, Integer::sum);
    return new Pin(root, this);
  }

  synchronized void release(Hash root) {
    counts.computeIfPresent(root, (held, count) -> count == 1 ? null : count - 1);
  }

  /** What is held now, each once. */
  public synchronized List<Hash> roots() {
    return new ArrayList<>(counts.keySet());
  }
}
