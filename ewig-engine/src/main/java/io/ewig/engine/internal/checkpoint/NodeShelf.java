package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.tree.DistantNodes;
import io.ewig.engine.internal.tree.NodeStore;
import io.ewig.engine.internal.tree.References;
import io.ewig.engine.store.ContentStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The nodes of checkpoints among the objects of a content store; any thread.
 *
 * <p>Where nothing may be written, new nodes are held for a while: long enough to get the root of
 * the tree that they are of.
 */
final class NodeShelf implements NodeStore, DistantNodes.Near {

  /** Of a tree that grows, far less is read again. */
  private static final long HELD_BYTES_MAX = 16 << 20;

  private final ContentStore store;
  private final boolean isKept;
  private final Map<Hash, byte[]> held = new LinkedHashMap<>(); // guarded by itself
  private long heldBytes; // guarded by held

  NodeShelf(ContentStore store, boolean isKept) {
    this.store = store;
    this.isKept = isKept;
  }

  /** Whether what is put stays. */
  boolean isKept() {
    return isKept;
  }

  @Override
  public Hash put(byte[] bytes) {
    return isKept ? store.put(bytes) : hold(bytes);
  }

  private Hash hold(byte[] bytes) {
    Hash address = Sha256.of(bytes);
    synchronized (held) {
      heldBytes += held.putIfAbsent(address, bytes) == null ? bytes.length : 0;
      var oldest = held.values().iterator();
      while (heldBytes > HELD_BYTES_MAX && held.size() > 1) {
        heldBytes -= oldest.next().length;
        oldest.remove();
      }
    }
    return address;
  }

  @Override
  public byte[] get(Hash address) {
    if (!isKept) {
      synchronized (held) {
        byte[] bytes = held.get(address);
        if (bytes != null) {
          return bytes;
        }
      }
    }
    return store.get(address);
  }

  boolean contains(Hash address) {
    return store.contains(address);
  }

  /** Whether it lies among the objects, or is held for a while. */
  @Override
  public boolean has(Hash address) {
    synchronized (held) {
      if (held.containsKey(address)) {
        return true;
      }
    }
    return store.contains(address);
  }

  /** Returns when all that was put is durable: content before reference. */
  void force() {
    store.force();
  }

  /**
   * What an object of the store refers to, if it is a node; what is none refers to nothing. A
   * payload that has the bytes of a node may keep garbage alive, and does no other harm.
   */
  static void references(byte[] bytes, Consumer<Hash> child) {
    References found;
    try {
      found = References.in(bytes);
    } catch (CorruptionException | UserException payload) {
      return;
    }
    found.nodes().forEach(child);
    found.values().forEach(child);
  }
}
