package io.ewig.engine.internal.tree;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of all trees in one store, with those used last kept decoded; any thread.
 *
 * <p>What comes from the store is checked on its way in: the node itself, and that it is what its
 * parent says. Levels fall by one from parent to child, so not even a forged tree has a cycle.
 */
public final class Nodes {

  private final NodeStore store;
  private final NodeCache cache;

  /**
   * @param cacheBytesMax memory for decoded nodes; 0 keeps none
   */
  public Nodes(NodeStore store, long cacheBytesMax) {
    if (cacheBytesMax < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "a cache of " + cacheBytesMax + " bytes; 0 means none");
    }
    this.store = store;
    this.cache = new NodeCache(cacheBytesMax);
  }

  NodeStore store() {
    return store;
  }

  Node get(Hash address) {
    NodeCache.Slot slot = cache.get(address);
    Node cached = slot == null ? null : slot.node();
    if (cached != null) {
      return cached;
    }
    Node node = NodeReader.read(store.get(address), address);
    cache.put(address, node);
    return node;
  }

  /** The first node on the way down that has not one child only: what is a root. */
  Hash lowest(Hash address) {
    Hash root = address;
    Node node = get(root);
    while (!node.isLeaf() && node.entries() == 1) {
      root = node.child(0);
      node = child(node, 0);
    }
    return root;
  }

  /** A child of a node, loaded if need be. */
  Node child(Node parent, int index) {
    Node linked = parent.linked(index);
    if (linked != null) {
      return linked;
    }
    Hash address = parent.child(index);
    Node child = get(address);
    String misfit = misfit(child, parent, index);
    if (misfit != null) {
      throw new CorruptionException(ErrorCode.CORRUPT_RECORD, "node " + address, -1, misfit);
    }
    parent.link(index, cache.get(address));
    return child;
  }

  /** What shows that a node is not the child that its parent says, or null. */
  static @Nullable String misfit(Node child, Node parent, int index) {
    if (child.level() != parent.level() - 1) {
      return "level " + child.level() + " under a node of level " + parent.level();
    }
    if (child.count() != parent.childCount(index)) {
      return child.count() + " entries, where its parent says " + parent.childCount(index);
    }
    if (child.compareKey(child.entries() - 1, parent, index) != 0) {
      return "its last key is not what its parent says";
    }
    if (index > 0 && child.compareKey(0, parent, index - 1) <= 0) {
      return "its first key is not after its neighbour's last";
    }
    return null;
  }
}
