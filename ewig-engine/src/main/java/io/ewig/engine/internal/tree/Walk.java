package io.ewig.engine.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * Goes over a tree from left to right, item by item: an item is an entry, or a subtree that can be
 * skipped unread or opened.
 */
final class Walk {

  /** The level of an entry, one below its leaf's. */
  static final int ENTRY = -1;

  private final Nodes nodes;
  private final Scope scope;
  private final Node[] path;
  private final int[] indexes;
  private int depth;

  /**
   * Stands on the first item of the root.
   *
   * @param scope outside of which nothing is looked at
   */
  Walk(Tree tree, Scope scope) {
    this.scope = scope;
    nodes = tree.nodes();
    path = new Node[tree.top().level() + 1];
    indexes = new int[path.length];
    path[0] = tree.top();
  }

  boolean isAtEnd() {
    return indexes[depth] == path[depth].entries();
  }

  /** Skips items until one may be in the scope; false if there is none. */
  boolean settle() {
    while (!isAtEnd() && !mayBeInScope()) {
      skip();
    }
    return !isAtEnd();
  }

  private boolean mayBeInScope() {
    if (scope == Scope.ALL) {
      return true;
    }
    byte[] last = node().key(index());
    return isEntry() ? scope.has(last) : scope.mayHave(keyBefore(), last);
  }

  /** The last key before the item, or null. */
  private byte @Nullable [] keyBefore() {
    for (int at = depth; at >= 0; at--) {
      if (indexes[at] > 0) {
        return path[at].key(indexes[at] - 1);
      }
    }
    return null;
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
