package io.ewig.engine.hash;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;

/**
 * The hashes beside the way from one leaf up to the root of a tree.
 *
 * <p>Whoever made the proof is not trusted: {@link #provesInclusion} decides, and this class only
 * promises that the numbers are sane.
 *
 * @param index of the leaf, from 0 on
 * @param size of the tree, 1 to {@link MerkleRange#SIZE_MAX}
 * @param path the siblings from the leaf upwards, at most {@value #HASHES_MAX}
 */
public record InclusionProof(long index, long size, List<Hash> path) {

  /** A tree of 2^62 leaves needs 62 hashes; the rest is room up to a round number. */
  public static final int HASHES_MAX = 64;

  public InclusionProof {
    MerkleRange.requireSize(size);
    if (index < 0 || index >= size) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no leaf " + index + " in a tree of " + size + " leaves");
    }
    path = boundedCopy(path);
  }

  static List<Hash> boundedCopy(List<Hash> path) {
    if (path.size() > HASHES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a proof of " + path.size() + " hashes; at most " + HASHES_MAX + " can be right");
    }
    return List.copyOf(path);
  }

  /**
   * True if the leaf with this hash stands at this index in the tree with this size and root, as
   * sure as nobody finds two inputs of SHA-256 with one hash; RFC 9162 2.1.3.2.
   *
   * <p>All four arguments are what the caller knows from elsewhere: size and root together from one
   * head it trusts, the leaf hash computed by itself from the data ({@link MerkleRange#leafHash}).
   * What the proof claims of its index and size must agree, and is never believed.
   *
   * <p>False says that this proof proves nothing, not that the leaf is missing.
   */
  public boolean provesInclusion(long ofIndex, Hash leafHash, long inSize, Hash root) {
    if (ofIndex != index || inSize != size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    Hash computed = leafHash;
    for (Hash sibling : path) {
      if (last == 0) {
        return false; // above the root
      }
      int levels = 1;
      if ((node & 1) == 1 || node == last) {
        computed = MerkleRange.nodeHash(sibling, computed);
        levels += Long.numberOfTrailingZeros(node); // on the right edge, levels without a sibling
      } else {
        computed = MerkleRange.nodeHash(computed, sibling);
      }
      node >>>= levels;
      last >>>= levels;
    }
    return last == 0 && computed.equals(root);
  }
}
