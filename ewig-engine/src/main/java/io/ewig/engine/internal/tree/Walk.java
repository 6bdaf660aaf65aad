package io.ewig.engine.internal.tree;

/**
 * Goes over a tree from left to right, item by item: an item is an entry, or a subtree that can be
 * skipped unread or opened.
 */
final class Walk {

  /** The level of an entry, one below its leaf's. */
  static final int ENTRY = -1;

  private final Nodes nodes;
  private final Node[] path;
  private final int[] indexes;
  private int depth;

  /** Stands on the first item of the root. */
  Walk(Tree tree) {
    nodes = tree.nodes();
    path = new Node[tree.top().level() + 1];
    indexes = new int[path.length];
    path[0] = tree.top();
  }

  boolean isAtEnd() {
    return indexes[depth] == path[depth].entries();
  }

  int level() {
    return node().level() - 1;
  }

  boolean isEntry() {
    return level() == ENTRY;
  }

  /** The node that holds the item, at {@link #index}. */
  Node node() {
    return path[depth];
  }

  int index() {
    return indexes[depth];
  }

  /** Compares the keys of two entries. */
  int compareKey(Walk other) {
    return node().compareKey(index(), other.node(), other.index());
  }

  /** True if two entries have the same value, or two subtrees of one level are the same. */
  boolean isSame(Walk other) {
    return node().samePayload(index(), other.node(), other.index());
  }

  /** From a subtree to its first item. */
  void open() {
    path[depth + 1] = nodes.child(node(), index());
    depth++;
    indexes[depth] = 0;
  }

  /** To what follows the item. */
  void skip() {
    indexes[depth]++;
    while (depth > 0 && isAtEnd()) {
      depth--;
      indexes[depth]++;
    }
  }
}
