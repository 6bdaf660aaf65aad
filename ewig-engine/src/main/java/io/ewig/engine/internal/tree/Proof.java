package io.ewig.engine.internal.tree;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes on the way from a root to where a key is, or would be.
 *
 * <p>Whoever made the proof is not trusted, only the root is: it has to be that of a tree which the
 * verifier knows to be well formed, such as one that it or a peer it trusts has computed.
 */
public final class Proof {

  private final List<byte[]> nodes;

  /**
   * @param nodes from the root down, as they are stored
   */
  public Proof(List<byte[]> nodes) {
    if (nodes.isEmpty() || nodes.size() > NodeFormat.LEVELS_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a proof of " + nodes.size() + " nodes; 1 to " + NodeFormat.LEVELS_MAX + " can be right");
    }
    this.nodes = nodes.stream().map(byte[]::clone).toList();
  }

  static Proof of(Nodes nodes, Node top, byte[] key) {
    List<byte[]> path = new ArrayList<>();
    Node node = top;
    path.add(node.bytes());
    int index = node.ceiling(key);
    while (!node.isLeaf() && index < node.entries()) {
      node = nodes.child(node, index);
      path.add(node.bytes());
      index = node.ceiling(key);
    }
    return new Proof(path);
  }

  /** From the root down, as they are stored. */
  public List<byte[]> nodes() {
    return nodes.stream().map(byte[]::clone).toList();
  }

  /**
   * True if the tree with this root has this value at this key, as sure as nobody finds two inputs
   * of SHA-256 with one hash. False says only that this proof does not prove it.
   */
  public boolean provesValue(byte[] key, byte[] value, Hash root) {
    Node end = follow(key, root);
    int index = end == null ? 0 : end.ceiling(key);
    return end != null
        && end.isLeaf()
        && index < end.entries()
        && end.compareKey(index, key) == 0
        && LeafValue.is(end, index, value);
  }

  /** True if the tree with this root has nothing at this key, as sure as above. */
  public boolean provesAbsence(byte[] key, Hash root) {
    Node end = follow(key, root);
    int index = end == null ? 0 : end.ceiling(key);
    return end != null
        && (index == end.entries() || (end.isLeaf() && end.compareKey(index, key) != 0));
  }

  /** The last node on a key's way down, or null if these nodes are not that way. */
  private @Nullable Node follow(byte[] key, Hash root) {
    Node node = decoded(0, root);
    for (int i = 1; node != null && i < nodes.size(); i++) {
      int index = node.ceiling(key);
      if (node.isLeaf() || index == node.entries()) {
        return null; // more nodes than the way has
      }
      Node child = decoded(i, node.child(index));
      node = child == null || Nodes.misfit(child, node, index) != null ? null : child;
    }
    return node;
  }

  private @Nullable Node decoded(int position, Hash address) {
    byte[] bytes = nodes.get(position);
    if (!Sha256.of(bytes).equals(address)) {
      return null;
    }
    try {
      return NodeReader.read(bytes, address);
    } catch (CorruptionException malformed) {
      return null; // proves nothing
    }
  }
}
