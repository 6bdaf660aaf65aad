package io.ewig.engine.internal.tree;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a range of a tree's entries; one thread.
 *
 * <p>It stands between two entries. {@link #next} and {@link #previous} step over one, and {@link
 * #key} and {@link #value} are those of the entry stepped over last. A step that would leave the
 * range is not taken.
 */
public final class Cursor {

  private final Nodes nodes;
  private final byte @Nullable [] from;
  private final byte @Nullable [] to;

  /** The way down: from the root, at 0, to the leaf, each with the child that was taken. */
  private final Node[] path;

  private final int[] taken;
  private final int leafDepth;
  private int gap;

  private @Nullable Node entryLeaf;
  private int entry;

  Cursor(Nodes nodes, Node top, byte @Nullable [] from, byte @Nullable [] to) {
    this.nodes = nodes;
    this.from = from == null ? null : from.clone();
    this.to = to == null ? null : to.clone();
    leafDepth = top.level();
    path = new Node[leafDepth + 1];
    taken = new int[leafDepth + 1];
    path[0] = top;
    toStart();
  }

  /** Steps over the next entry; false at the range's end. */
  public boolean next() {
    if (gap == path[leafDepth].entries() && !toNextLeaf()) {
      return false;
    }
    Node leaf = path[leafDepth];
    if (to != null && leaf.compareKey(gap, to) >= 0) {
      return false;
    }
    entryLeaf = leaf;
    entry = gap++;
    return true;
  }

  /** Steps back over the entry before; false at the range's start. */
  public boolean previous() {
    if (gap == 0 && !toPreviousLeaf()) {
      return false;
    }
    Node leaf = path[leafDepth];
    if (from != null && leaf.compareKey(gap - 1, from) < 0) {
      return false;
    }
    entryLeaf = leaf;
    entry = --gap;
    return true;
  }

  /** Stands before the first entry of the range whose key is not less. */
  public void seek(byte[] key) {
    byte[] target = key;
    if (from != null && Arrays.compareUnsigned(target, from) < 0) {
      target = from;
    }
    if (to != null && Arrays.compareUnsigned(target, to) > 0) {
      target = to;
    }
    descendTo(target);
  }

  /** Stands before the range's first entry. */
  public void toStart() {
    if (from == null) {
      descendFirst(0);
    } else {
      descendTo(from);
    }
  }

  /** Stands behind the range's last entry. */
  public void toEnd() {
    if (to == null) {
      descendLast(0);
    } else {
      descendTo(to);
    }
  }

  public byte[] key() {
    return leafOfEntry().key(entry);
  }

  public byte[] value() {
    return LeafValue.read(leafOfEntry(), entry, nodes.store());
  }

  private Node leafOfEntry() {
    if (entryLeaf == null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no entry was stepped over yet; call next() first");
    }
    return entryLeaf;
  }

  private void descendTo(byte[] key) {
    for (int depth = 0; depth < leafDepth; depth++) {
      int index = path[depth].ceiling(key);
      if (index == path[depth].entries()) {
        descendLast(depth);
        return;
      }
      take(depth, index);
    }
    gap = path[leafDepth].ceiling(key);
  }

  private void descendFirst(int fromDepth) {
    for (int depth = fromDepth; depth < leafDepth; depth++) {
      take(depth, 0);
    }
    gap = 0;
  }

  private void descendLast(int fromDepth) {
    for (int depth = fromDepth; depth < leafDepth; depth++) {
      take(depth, path[depth].entries() - 1);
    }
    gap = path[leafDepth].entries();
  }

  private void take(int depth, int index) {
    path[depth + 1] = nodes.child(path[depth], index);
    taken[depth] = index;
  }

  private boolean toNextLeaf() {
    int depth = leafDepth - 1;
    while (depth >= 0 && taken[depth] == path[depth].entries() - 1) {
      depth--;
    }
    if (depth < 0) {
      return false;
    }
    take(depth, taken[depth] + 1);
    descendFirst(depth + 1);
    return true;
  }

  private boolean toPreviousLeaf() {
    int depth = leafDepth - 1;
    while (depth >= 0 && taken[depth] == 0) {
      depth--;
    }
    if (depth < 0) {
      return false;
    }
    take(depth, taken[depth] - 1);
    descendLast(depth + 1);
    return true;
  }
}
