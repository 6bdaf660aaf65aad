package io.ewig.engine.internal.tree;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.hash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What a tree consists of, after all of it was read and found to be as it should be.
 *
 * <p>Beside what every read checks, this finds keys out of order in all of the tree, nodes that end
 * where {@link Boundary} would not end them, a root with one child, and long values that are
 * missing or have another length. The work is bounded by the leaves that the store has, even for a
 * forged tree that points to one node from many places: keys have to rise from leaf to leaf.
 *
 * @param nodes number of nodes, those that occur twice counted twice
 * @param nodeBytes what they take
 * @param longValues number of values that are objects of their own
 * @param longValueBytes what those take
 */
public record Audit(
    long entries, long nodes, long nodeBytes, long longValues, long longValueBytes) {

  static Audit of(Nodes nodes, Node top, Hash root) {
    require(top.isLeaf() || top.entries() > 1, root, "a root with one child, which is no root");
    Visit visit = new Visit(nodes);
    visit.node(top, root, true);
    return new Audit(
        top.count(), visit.nodeCount, visit.nodeBytes, visit.longValues, visit.longValueBytes);
  }

  private static void require(boolean holds, Hash node, String otherwise) {
    if (!holds) {
      throw new CorruptionException(ErrorCode.CORRUPT_RECORD, "node " + node, -1, otherwise);
    }
  }

  private static final class Visit {

    private final Nodes nodes;
    private long nodeCount;
    private long nodeBytes;
    private long longValues;
    private long longValueBytes;
    private @Nullable Node leafBefore;

    Visit(Nodes nodes) {
      this.nodes = nodes;
    }

    void node(Node node, Hash address, boolean isLast) {
      nodeCount++;
      nodeBytes += node.bytes().length;
      checkEnd(node, address, isLast);
      if (node.isLeaf()) {
        checkOrder(node, address);
      }
      for (int i = 0; i < node.entries(); i++) {
        if (node.isLeaf()) {
          value(node, i);
        } else {
          node(nodes.child(node, i), node.child(i), isLast && i == node.entries() - 1);
        }
      }
    }

    /** A parent bounds all its children but the first, whose bound is further up. */
    private void checkOrder(Node leaf, Hash address) {
      Node before = leafBefore;
      require(
          before == null || before.compareKey(before.entries() - 1, leaf, 0) < 0,
          address,
          "its first key is not after the last leaf's");
      leafBefore = leaf;
    }

    private void value(Node leaf, int index) {
      if (LeafValue.isLong(leaf, index)) {
        longValues++;
        longValueBytes += LeafValue.read(leaf, index, nodes.store()).length;
      }
    }

    /** A node ends after its last entry and nowhere before; the last of a level ends anyhow. */
    private static void checkEnd(Node node, Hash address, boolean isLast) {
      int weight = 0;
      for (int i = 0; i < node.entries(); i++) {
        byte[] key = node.key(i);
        int before = weight;
        weight +=
            Boundary.weight(node.level(), key.length, node.payloadEnd(i) - node.payloadFrom(i));
        boolean ends = Boundary.isAfter(node.level(), i, before, weight, key, 0, key.length);
        boolean isEnd = i == node.entries() - 1;
        require(ends == isEnd || (isEnd && isLast), address, "ends where it should not");
      }
    }
  }
}
