package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Hash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decoded nodes that were used last, bounded by the bytes they take; any thread.
 *
 * <p>Readers take no lock and only mark what they used. Whoever adds a node sweeps, oldest first,
 * over nodes that nobody used since the last sweep: about the order of last use, without a list
 * that each read would have to change.
 */
final class NodeCache {

  /** A place in the cache; parents remember those of their children, which outlives the stay. */
  static final class Slot {

    private final Hash address;
    private @Nullable Node node;
    private boolean used;

    private Slot(Hash address, Node node) {
      this.address = address;
      this.node = node;
    }

    /** The node, or null if it was dropped. Racing with that is harmless: nodes never change. */
    @Nullable Node node() {
      if (!used) {
        used = true;
      }
      return node;
    }
  }

  /** What a node takes in the cache beside itself: its slot and the map's entry. */
  private static final int SLOT_BYTES = 160;

  private final Map<Hash, Slot> slots = new ConcurrentHashMap<>();
  private final Deque<Slot> oldestFirst = new ArrayDeque<>(); // guarded by this
  private final long bytesMax;
  private long bytes; // guarded by this

  NodeCache(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  @Nullable Slot get(Hash address) {
    return slots.get(address);
  }

  /** Adds a node; null if it is too large to stay. */
  synchronized @Nullable Slot put(Hash address, Node node) {
    if (bytes(node) > bytesMax) {
      return null;
    }
    Slot slot = new Slot(address, node);
    Slot present = slots.putIfAbsent(address, slot);
    if (present != null) {
      return present;
    }
    bytes += bytes(node);
    oldestFirst.add(slot);
    sweep();
    return slot;
  }

  synchronized long bytes() {
    return bytes;
  }

  private synchronized void sweep() {
    while (bytes > bytesMax) {
      Slot oldest = oldestFirst.remove();
      Node node = oldest.node;
      if (oldest.used) {
        oldest.used = false;
        oldestFirst.add(oldest);
      } else if (node != null) {
        slots.remove(oldest.address);
        oldest.node = null;
        bytes -= bytes(node);
      }
    }
  }

  private static long bytes(Node node) {
    return (long) node.heapBytes() + SLOT_BYTES;
  }
}
