package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a tree from entries in the order of their keys; one thread.
 *
 * <p>One node grows at each level; where it ends it is stored, and becomes an entry of the level
 * above. What grows is determined by the entries so far and nothing else. That is why {@link
 * Rewrite} may add a whole subtree of an old tree where no node of its level or below has begun:
 * entry by entry, the same subtree would come out.
 */
public final class Builder {

  private final Nodes nodes;
  private final List<NodeWriter> levels = new ArrayList<>();
  private byte @Nullable [] lastKey;

  public Builder(Nodes nodes) {
    this.nodes = nodes;
  }

  /** Adds an entry whose key is greater than all before it; both arrays are copied. */
  public void add(byte[] key, byte[] value) {
    lastKey = EntryKey.requireAfter(lastKey, key);
    put(key, value);
  }

  /** The tree of all that was added; the builder is empty again. */
  public Tree finish() {
    lastKey = null;
    for (int level = 0; level < levels.size(); level++) {
      if (levels.get(level).isEmpty()) {
        continue;
      }
      if (isTop(level)) {
        return Tree.at(nodes, root(level));
      }
      close(level);
    }
    return Tree.empty(nodes);
  }

  /** Adds an entry whose key was checked. */
  void put(byte[] key, byte[] value) {
    if (level(NodeFormat.LEAF).add(key, value, nodes.store())) {
      close(NodeFormat.LEAF);
    }
  }

  /** Adds an entry of another tree's node: that of a leaf, or a subtree as it is. */
  void add(Node from, int index) {
    if (level(from.level()).add(from, index)) {
      close(from.level());
    }
  }

  /** True if a node of that level would start with what is added next. */
  boolean isBetweenNodes(int level) {
    for (int i = Math.min(level + 1, levels.size()) - 1; i >= 0; i--) {
      if (!levels.get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void close(int level) {
    NodeWriter writer = levels.get(level);
    Hash child = nodes.store().put(writer.toBytes());
    boolean ends = level(level + 1).addChild(writer, child);
    writer.clear();
    if (ends) {
      close(level + 1);
    }
  }

  private NodeWriter level(int level) {
    while (levels.size() <= level) {
      levels.add(new NodeWriter(levels.size()));
    }
    return levels.get(level);
  }

  private boolean isTop(int level) {
    return levels.subList(level + 1, levels.size()).stream().allMatch(NodeWriter::isEmpty);
  }

  /** A node with one child is no root; the child is. */
  private Hash root(int level) {
    NodeWriter writer = levels.get(level);
    boolean hasOneChild = level > NodeFormat.LEAF && writer.entries() == 1;
    Hash address = hasOneChild ? writer.onlyChild() : nodes.store().put(writer.toBytes());
    writer.clear();
    return hasOneChild ? nodes.lowest(address) : address;
  }
}
