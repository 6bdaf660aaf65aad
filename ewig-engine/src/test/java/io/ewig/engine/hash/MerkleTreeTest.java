package io.ewig.engine.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Roots and proofs are those of the RFC, whatever is kept, and cost what was promised. */
class MerkleTreeTest {

  private static final int SIZE_MAX = 256;
  private static final NaiveMerkleTree NAIVE = NaiveMerkleTree.random(SIZE_MAX, 9162);
  private static final MerkleTree TREE = new MerkleTree(KeptLeaves.of(NAIVE, KeptLeaves.ALL_ABOVE));

  @Test
  void proofsAreThePublishedOnes() {
    MerkleTree tree = new MerkleTree(KeptLeaves.of(new NaiveMerkleTree(PublishedTree.DATA), 0));
    for (int size = 1; size <= 8; size++) {
      assertThat(tree.root(size)).isEqualTo(PublishedTree.root(size));
    }
    for (InclusionProof proof : PublishedTree.INCLUSION) {
      assertThat(tree.inclusionProof(proof.index(), proof.size())).isEqualTo(proof);
    }
    for (ConsistencyProof proof : PublishedTree.CONSISTENCY) {
      assertThat(tree.consistencyProof(proof.oldSize(), proof.newSize())).isEqualTo(proof);
    }
  }

  /**
   * RFC 9162 section 2.1.5 draws a tree of seven leaves a b c d e f j, with the nodes g = ab, h =
   * cd, i = ef, k = gh and l = ij, and names the hashes of each proof.
   */
  @Test
  void proofsAreThoseTheRfcDraws() {
    Hash a = NAIVE.leaf(0);
    Hash b = NAIVE.leaf(1);
    Hash c = NAIVE.leaf(2);
    Hash d = NAIVE.leaf(3);
    Hash f = NAIVE.leaf(5);
    Hash g = MerkleRange.nodeHash(a, b);
    Hash h = MerkleRange.nodeHash(c, d);
    Hash i = MerkleRange.nodeHash(NAIVE.leaf(4), f);
    Hash j = NAIVE.leaf(6);
    Hash k = MerkleRange.nodeHash(g, h);
    Hash l = MerkleRange.nodeHash(i, j);
    assertThat(TREE.inclusionProof(0, 7).path()).containsExactly(b, h, l);
    assertThat(TREE.inclusionProof(3, 7).path()).containsExactly(c, g, l);
    assertThat(TREE.inclusionProof(4, 7).path()).containsExactly(f, j, k);
    assertThat(TREE.inclusionProof(6, 7).path()).containsExactly(i, k);
    assertThat(TREE.consistencyProof(3, 7).path()).containsExactly(c, d, g, l);
    assertThat(TREE.consistencyProof(4, 7).path()).containsExactly(l);
    assertThat(TREE.consistencyProof(6, 7).path()).containsExactly(i, j, k);
  }

  @Test
  void everyRootUpTo256IsTheNaiveOne() {
    for (int size = 0; size <= SIZE_MAX; size++) {
      assertThat(TREE.root(size)).isEqualTo(NAIVE.root(size));
    }
  }

  @Test
  void everyInclusionProofUpTo256IsTheNaiveOneAndVerifies() {
    for (int size = 1; size <= SIZE_MAX; size++) {
      for (int index = 0; index < size; index++) {
        InclusionProof proof = TREE.inclusionProof(index, size);
        assertThat(proof.path()).isEqualTo(NAIVE.path(index, size));
        assertThat(proof.provesInclusion(index, NAIVE.leaf(index), size, NAIVE.root(size)))
            .isTrue();
      }
    }
  }

  @Test
  void everyConsistencyProofUpTo256IsTheNaiveOneAndVerifies() {
    for (int newSize = 1; newSize <= SIZE_MAX; newSize++) {
      for (int oldSize = 1; oldSize <= newSize; oldSize++) {
        ConsistencyProof proof = TREE.consistencyProof(oldSize, newSize);
        assertThat(proof.path()).isEqualTo(NAIVE.proof(oldSize, newSize));
        assertThat(
                proof.provesConsistency(oldSize, NAIVE.root(oldSize), newSize, NAIVE.root(newSize)))
            .isTrue();
      }
    }
  }

  /** Seeded sizes around block borders: with all, one or no level kept, proofs are the same. */
  @Test
  void whatIsKeptChangesNoProof() {
    NaiveMerkleTree naive = NaiveMerkleTree.random(5000, 42);
    List<MerkleTree> trees =
        List.of(
            new MerkleTree(KeptLeaves.of(naive, KeptLeaves.ALL_ABOVE)),
            new MerkleTree(KeptLeaves.of(naive, MerkleRange.BLOCK_LEVEL)),
            new MerkleTree(KeptLeaves.of(naive, 0)));
    Random random = new Random(42);
    for (int round = 0; round < 60; round++) {
      int border = 256 * (1 + random.nextInt(19));
      int size = Math.min(naive.size(), border + random.nextInt(3) - 1 + 128 * random.nextInt(2));
      int older = 1 + random.nextInt(size);
      for (MerkleTree tree : trees) {
        assertThat(tree.root(size)).isEqualTo(naive.root(size));
        assertThat(tree.inclusionProof(older - 1, size).path())
            .isEqualTo(naive.path(older - 1, size));
        assertThat(tree.consistencyProof(older, size).path()).isEqualTo(naive.proof(older, size));
      }
    }
  }

  @Test
  void aProofReadsTwoBlocksOfLeavesAndAFewKeptRoots() {
    int size = 256 * 1023 + 200;
    KeptLeaves kept = new KeptLeaves(KeptLeaves.ALL_ABOVE);
    for (int i = 0; i < size; i++) {
      kept.append(new Hash(i, 0, 0, 0));
    }
    MerkleTree tree = new MerkleTree(kept);
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      int index = random.nextInt(size);
      InclusionProof inclusion = tree.inclusionProof(index, size);
      requireCheap(kept);
      Hash leaf = new Hash(index, 0, 0, 0);
      assertThat(inclusion.provesInclusion(index, leaf, size, kept.range.root())).isTrue();
      tree.consistencyProof(index + 1, size);
      requireCheap(kept);
    }
    assertThat(tree.root(size)).isEqualTo(kept.range.root());
    requireCheap(kept);
  }

  private static void requireCheap(KeptLeaves kept) {
    assertThat(kept.leavesRead).isLessThan(2 * 256);
    assertThat(kept.blocksRead).isLessThanOrEqualTo(2 * 10);
    kept.leavesRead = 0;
    kept.blocksRead = 0;
  }

  @Test
  void theGreatestTreeNeedsNoDeepRecursion() {
    MerkleTree tree =
        new MerkleTree(
            new MerkleTree.Leaves() {
              @Override
              public Hash leaf(long index) {
                return Hash.ZERO;
              }

              @Override
              public Hash subtree(long first, int level) {
                return new Hash(level, 0, 0, 0);
              }
            });
    assertThat(tree.inclusionProof(0, MerkleRange.SIZE_MAX).path()).hasSize(62);
    assertThat(tree.inclusionProof(MerkleRange.SIZE_MAX - 1, MerkleRange.SIZE_MAX).path())
        .hasSize(62);
    assertThat(
            tree.consistencyProof(MerkleRange.SIZE_MAX / 2 + 1, MerkleRange.SIZE_MAX).path().size())
        .isLessThanOrEqualTo(InclusionProof.HASHES_MAX);
    assertThat(tree.root(MerkleRange.SIZE_MAX)).isEqualTo(new Hash(62, 0, 0, 0));
  }

  @Test
  void refusesWhatIsNotInTheTree() {
    assertThatThrownBy(() -> TREE.inclusionProof(0, 0)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> TREE.inclusionProof(-1, 5)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> TREE.inclusionProof(5, 5)).hasMessageContaining("no leaf 5");
    assertThatThrownBy(() -> TREE.consistencyProof(0, 5)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> TREE.consistencyProof(6, 5)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> TREE.root(-1)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> TREE.root(MerkleRange.SIZE_MAX + 1)).isInstanceOf(UserException.class);
  }
}
