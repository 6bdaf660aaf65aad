package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was put into a store, and what of it must outlive anything. */
final class PackLedger {

  private final Map<Hash, byte[]> known = new HashMap<>();
  private final List<Hash> put = new ArrayList<>(); // and not removed since
  private final Set<Hash> forced = new HashSet<>();

  /** Puts something, new or not. */
  void put(ContentStore store, Randoms random) {
    boolean isOld = !put.isEmpty() && random.oneIn(8);
    byte[] bytes = isOld ? known.get(any(random)) : Nodes.node(List.of(), content(random));
    Hash address = store.put(bytes);
    known.put(address, bytes);
    put.add(address);
  }

  private Hash any(Randoms random) {
    return put.get(random.below(put.size()));
  }

  private static byte[] content(Randoms random) {
    if (random.oneIn(40)) {
      return random.bytes(20_000);
    }
    return random.oneIn(3) ? new byte[1500 + random.below(9999)] : random.bytes(random.below(900));
  }

  void force(ContentStore store) {
    store.force();
    forced.addAll(put);
  }

  /** Collects most of what there is, with a few steps left out now and then. */
  void collect(ContentStore store, Randoms random) {
    forced.removeIf(address -> random.oneIn(2));
    List<Hash> roots = new ArrayList<>(forced);
    put.retainAll(forced);
    try (var running = store.collect(roots, Nodes::references)) {
      boolean isCutShort = random.oneIn(3);
      while (running.step() && !(isCutShort && random.oneIn(20))) {
        if (random.oneIn(3)) {
          put(store, random);
        }
      }
    }
  }

  int size() {
    return forced.size();
  }

  /** All that was forced is there, and all that is there is right. */
  void check(ContentStore store) {
    for (Hash address : forced) {
      assertThat(store.contains(address)).as("forced object %s", address).isTrue();
    }
    for (Map.Entry<Hash, byte[]> object : known.entrySet()) {
      if (store.contains(object.getKey())) {
        assertThat(store.get(object.getKey())).isEqualTo(object.getValue());
      }
    }
    assertThat(store.verify(Progress.SILENT)).isEmpty();
  }

  /** All that was forced can be read. */
  void checkForced(ContentStore store) {
    for (Hash address : forced) {
      assertThat(store.get(address)).isEqualTo(known.get(address));
    }
  }

  /** The same knowledge, to go on with in a copy of the store. */
  PackLedger copy() {
    PackLedger copy = new PackLedger();
    copy.known.putAll(known);
    copy.put.addAll(forced);
    copy.forced.addAll(forced);
    return copy;
  }
}
