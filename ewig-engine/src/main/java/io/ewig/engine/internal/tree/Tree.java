package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Hash;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map of bytes to bytes that never changes: start here.
 *
 * <ul>
 *   <li>Equal content has an equal root, whatever the order of edits that led there.
 *   <li>An edited tree shares with the one before all nodes that no edit touched.
 *   <li>Any thread; what {@link #cursor} and the like give back is for one thread at a time.
 * </ul>
 *
 * <p>Keys are in the order of unsigned bytes. Arrays that go in are copied, those that come out
 * belong to the caller.
 */
public final class Tree {

  private final Nodes nodes;
  private final Node top;
  private final Hash root;

  private Tree(Nodes nodes, Node top, Hash root) {
    this.nodes = nodes;
    this.top = top;
    this.root = root;
  }

  /** The tree without entries. */
  public static Tree empty(Nodes nodes) {
    return at(nodes, nodes.store().put(new NodeWriter(NodeFormat.LEAF).toBytes()));
  }

  /**
   * The tree with that root, whose node is read at once. One that comes from elsewhere has to pass
   * {@link #verify} before it is relied upon.
   */
  public static Tree at(Nodes nodes, Hash root) {
    return new Tree(nodes, nodes.get(root), root);
  }

  /** The address of the root: equal if and only if the content is. */
  public Hash root() {
    return root;
  }

  /** The number of entries. */
  public long count() {
    return top.count();
  }

  /** The value of a key, or null. */
  public byte @Nullable [] get(byte[] key) {
    Node node = top;
    int index = node.ceiling(key);
    while (!node.isLeaf()) {
      if (index == node.entries()) {
        return null;
      }
      node = nodes.child(node, index);
      index = node.ceiling(key);
    }
    return index < node.entries() && node.compareKey(index, key) == 0
        ? LeafValue.read(node, index, nodes.store())
        : null;
  }

  /** The number of entries whose key is less. */
  public long rank(byte[] key) {
    long rank = 0;
    Node node = top;
    int index = node.ceiling(key);
    while (!node.isLeaf()) {
      for (int i = 0; i < index; i++) {
        rank += node.childCount(i);
      }
      if (index == node.entries()) {
        return rank;
      }
      node = nodes.child(node, index);
      index = node.ceiling(key);
    }
    return rank + index;
  }

  /**
   * Walks over a range of keys in both directions; stands before the first.
   *
   * @param from the least key, or null for all
   * @param to the key after the greatest, or null for all
   */
  public Cursor cursor(byte @Nullable [] from, byte @Nullable [] to) {
    return new Cursor(nodes, top, from, to);
  }

  /**
   * The tree after edits, whose keys rise strictly. Its nodes are stored when this returns.
   *
   * <p>Costs what changes: about one node a level and edit, however large the tree is.
   */
  public Tree apply(Iterator<Edit> edits) {
    return Rewrite.of(this, edits);
  }

  /** What has to be done to this tree to get another; costs what differs. */
  public Differences differences(Tree after) {
    return differences(after, Scope.ALL);
  }

  /** Likewise, of some keys; what has none of them is not read. */
  public Differences differences(Tree after, Scope scope) {
    return new Differences(this, after, scope);
  }

  /** Shows to whoever knows the root what value a key has, or that it has none. */
  public Proof prove(byte[] key) {
    return Proof.of(nodes, top, key);
  }

  /**
   * Reads all there is and checks it, up to the last boundary and long value.
   *
   * @throws io.ewig.engine.error.CorruptionException at the first thing that is not as it should be
   */
  public Audit verify() {
    return Audit.of(nodes, top, root);
  }

  Nodes nodes() {
    return nodes;
  }

  Node top() {
    return top;
  }
}
