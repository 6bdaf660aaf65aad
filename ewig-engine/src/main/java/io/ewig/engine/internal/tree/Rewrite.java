package io.ewig.engine.internal.tree;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Applies sorted edits to a tree: a {@link Builder} gets the entries that the new tree has, and
 * whole subtrees of the old one wherever it can take them.
 *
 * <p>A subtree goes over unread if no edit falls into it and no node of its level or below has
 * begun. Behind an edit that moved a boundary, nodes are built anew until one ends where an old one
 * did; from there on, subtrees go over again. So the result is that of building from scratch, and
 * the work is that of the nodes that differ.
 */
final class Rewrite {

  private final Nodes nodes;
  private final Builder builder;
  private final Iterator<Edit> edits;
  private @Nullable Edit edit;
  private byte @Nullable [] lastKey;

  private Rewrite(Nodes nodes, Iterator<Edit> edits) {
    this.nodes = nodes;
    this.builder = new Builder(nodes);
    this.edits = edits;
  }

  static Tree of(Tree before, Iterator<Edit> edits) {
    Rewrite rewrite = new Rewrite(before.nodes(), edits);
    rewrite.advance();
    if (rewrite.edit == null) {
      return before;
    }
    rewrite.copy(before.top(), true);
    return rewrite.builder.finish();
  }

  /**
   * @param isLast nothing of the old tree comes after, so that all edits left belong here
   */
  private void copy(Node node, boolean isLast) {
    if (node.isLeaf()) {
      copyLeaf(node, isLast);
      return;
    }
    int last = node.entries() - 1;
    for (int i = 0; i <= last; i++) {
      if (!isEdited(node, i, isLast && i == last) && builder.isBetweenNodes(node.level() - 1)) {
        builder.add(node, i);
      } else {
        copy(nodes.child(node, i), isLast && i == last);
      }
    }
  }

  private boolean isEdited(Node node, int index, boolean isLast) {
    Edit next = edit;
    return next != null && (isLast || node.compareKey(index, next.key()) >= 0);
  }

  private void copyLeaf(Node leaf, boolean isLast) {
    for (int i = 0; i < leaf.entries(); i++) {
      int order = editsUpTo(leaf, i);
      if (order != 0) {
        builder.add(leaf, i);
      }
    }
    while (isLast && edit != null) {
      take(edit);
    }
  }

  /** Applies the edits up to an entry; 0 if the last of them was about this entry. */
  private int editsUpTo(Node leaf, int index) {
    Edit next = edit;
    int order = 1;
    while (next != null && order > 0) {
      order = leaf.compareKey(index, next.key());
      if (order >= 0) {
        take(next);
        next = edit;
      }
    }
    return order;
  }

  private void take(Edit next) {
    byte[] value = next.value();
    if (value != null) {
      builder.put(next.key(), value);
    }
    advance();
  }

  private void advance() {
    edit = edits.hasNext() ? edits.next() : null;
    if (edit != null) {
      lastKey = EntryKey.requireAfter(lastKey, edit.key());
    }
  }
}
