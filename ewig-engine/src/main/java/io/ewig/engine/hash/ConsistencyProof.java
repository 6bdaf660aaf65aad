package io.ewig.engine.hash;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;

/**
 * The hashes that lead from the root of a tree to the root of a bigger one with the same beginning.
 *
 * <p>Whoever made the proof is not trusted: {@link #provesConsistency} decides, and this class only
 * promises that the numbers are sane.
 *
 * @param oldSize 1 or more: every tree goes on from the empty one, so there is nothing to prove
 * @param newSize oldSize to {@link MerkleRange#SIZE_MAX}
 * @param path at most {@value InclusionProof#HASHES_MAX} hashes; none if the sizes are equal
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {

  public ConsistencyProof {
    MerkleRange.requireSize(newSize);
    if (oldSize < 1 || oldSize > newSize) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "no proof leads from " + oldSize + " to " + newSize + " leaves");
    }
    path = InclusionProof.boundedCopy(path);
  }

  /**
   * True if the first leaves of the new tree are the old tree, unchanged and in order, as sure as
   * nobody finds two inputs of SHA-256 with one hash; RFC 9162 2.1.4.2.
   *
   * <p>All four arguments are what the caller knows from elsewhere: each size and root together
   * from one head. Both roots are computed from the hashes of the proof. Equal sizes are proven by
   * equal roots and an empty proof.
   *
   * <p>True says nothing of who wrote either head; false says that this proof proves nothing, and
   * only a peer that can give no better one has changed its history.
   */
  public boolean provesConsistency(long fromSize, Hash fromRoot, long toSize, Hash toRoot) {
    if (fromSize != oldSize || toSize != newSize) {
      return false;
    }
    if (oldSize == newSize) {
      return path.isEmpty() && fromRoot.equals(toRoot);
    }
    boolean oldIsPerfect = Long.bitCount(oldSize) == 1;
    if (oldIsPerfect) { // then its root is a node of the new tree, and the proof starts from it
      return climb(fromRoot, path, fromRoot, toRoot);
    }
    return !path.isEmpty() && climb(path.get(0), path.subList(1, path.size()), fromRoot, toRoot);
  }

  /** Goes up on the right edge of the old tree, computing both roots from the node they share. */
  private boolean climb(Hash shared, List<Hash> siblings, Hash fromRoot, Hash toRoot) {
    int sharedLevel = Long.numberOfTrailingZeros(oldSize);
    long node = (oldSize - 1) >>> sharedLevel;
    long last = (newSize - 1) >>> sharedLevel;
    Hash oldHash = shared;
    Hash newHash = shared;
    for (Hash sibling : siblings) {
      if (last == 0) {
        return false; // above the root
      }
      int levels = 1;
      if ((node & 1) == 1 || node == last) {
        oldHash = MerkleRange.nodeHash(sibling, oldHash);
        newHash = MerkleRange.nodeHash(sibling, newHash);
        levels += Long.numberOfTrailingZeros(node); // on the right edge, levels without a sibling
      } else {
        newHash = MerkleRange.nodeHash(newHash, sibling);
      }
      node >>>= levels;
      last >>>= levels;
    }
    return last == 0 && oldHash.equals(fromRoot) && newHash.equals(toRoot);
  }
}
