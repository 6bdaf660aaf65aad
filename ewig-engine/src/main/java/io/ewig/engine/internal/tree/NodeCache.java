package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Hash;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decoded nodes that were used last, bounded by the bytes they take; any thread.
 *
 * <p>Each stripe is guarded by itself and has its share of the bytes. Hashes spread evenly, so the
 * shares fill evenly.
 */
final class NodeCache {

  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];

  NodeCache(long bytesMax) {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(bytesMax / STRIPES);
    }
  }

  @Nullable Node get(Hash address) {
    return stripe(address).get(address);
  }

  void put(Hash address, Node node) {
    stripe(address).put(address, node);
  }

  private Stripe stripe(Hash address) {
    return stripes[(int) (address.a() >>> 60)];
  }

  private static final class Stripe {

    /** What an entry of the map takes beside the node. */
    private static final int ENTRY_BYTES = 120;

    private final Map<Hash, Node> nodes = new LinkedHashMap<>(16, 0.75f, true);
    private final long bytesMax;
    private long bytes;

    Stripe(long bytesMax) {
      this.bytesMax = bytesMax;
    }

    synchronized @Nullable Node get(Hash address) {
      return nodes.get(address);
    }

    synchronized void put(Hash address, Node node) {
      if (bytes(node) > bytesMax || nodes.putIfAbsent(address, node) != null) {
        return;
      }
      bytes += bytes(node);
      Iterator<Node> oldest = nodes.values().iterator();
      while (bytes > bytesMax) {
        bytes -= bytes(oldest.next());
        oldest.remove();
      }
    }

    private static long bytes(Node node) {
      return node.heapBytes() + ENTRY_BYTES;
    }
  }
}
