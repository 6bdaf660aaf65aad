package io.ewig.engine.internal.tree;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node points to: for whoever looks for what is still in use, or for what to fetch.
 *
 * @param nodes the children of a node above the leaves
 * @param values the long values of a leaf
 */
public record References(List<Hash> nodes, List<Hash> values) {

  public References {
    nodes = List.copyOf(nodes);
    values = List.copyOf(values);
  }

  /** Those of a node as it is stored; malformed bytes are refused. */
  public static References in(byte[] bytes) {
    Node node = NodeReader.read(bytes, Sha256.of(bytes));
    List<Hash> nodes = new ArrayList<>();
    List<Hash> values = new ArrayList<>();
    for (int i = 0; i < node.entries(); i++) {
      if (!node.isLeaf()) {
        nodes.add(node.child(i));
      } else if (LeafValue.isLong(node, i)) {
        values.add(LeafValue.address(node, i));
      }
    }
    return new References(nodes, values);
  }
}
