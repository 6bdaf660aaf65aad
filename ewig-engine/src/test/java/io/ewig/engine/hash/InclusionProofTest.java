package io.ewig.engine.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a lying prover may try; that honest proofs pass is in {@link MerkleTreeTest}. */
class InclusionProofTest {

  private static final Hash SOME =
      Hash.parse("abacaba000000000000000000000000000000000000000000060061e00123456");
  private static final NaiveMerkleTree NAIVE = NaiveMerkleTree.random(64, 6962);

  @Test
  void thePublishedProofsHold() {
    for (InclusionProof proof : PublishedTree.INCLUSION) {
      assertThat(proves(proof, PublishedTree.leafHash(proof.index()))).isTrue();
    }
  }

  @Test
  void thePublishedManglingsAreRefused() {
    for (InclusionProof good : PublishedTree.INCLUSION) {
      Hash leaf = PublishedTree.leafHash(good.index());
      Hash root = PublishedTree.root(good.size());
      for (long index : new long[] {good.index() - 1, good.index() + 1, good.index() ^ 2}) {
        assertThat(provesElsewhere(good.path(), index, good.size(), leaf, root)).isFalse();
      }
      for (long size : new long[] {good.size() * 2, good.size() / 2}) {
        assertThat(provesElsewhere(good.path(), good.index(), size, leaf, root)).isFalse();
      }
      assertThat(proves(good, SOME)).isFalse();
      for (Hash wrongRoot : List.of(SOME, PublishedTree.EMPTY_ROOT)) {
        assertThat(good.provesInclusion(good.index(), leaf, good.size(), wrongRoot)).isFalse();
      }
    }
  }

  private static boolean proves(InclusionProof proof, Hash leaf) {
    return proof.provesInclusion(
        proof.index(), leaf, proof.size(), PublishedTree.root(proof.size()));
  }

  /** True if this path, in a proof for another place, would be taken. */
  private static boolean provesElsewhere(
      List<Hash> path, long index, long size, Hash leaf, Hash root) {
    return index >= 0
        && index < size
        && new InclusionProof(index, size, path).provesInclusion(index, leaf, size, root);
  }

  @Test
  void everyHashChangedLeftOutOrAddedIsRefused() {
    Random random = new Random(2);
    for (int size = 1; size <= NAIVE.size(); size++) {
      for (int index = 0; index < size; index++) {
        List<Hash> path = NAIVE.path(index, size);
        for (List<Hash> wrong : Tampered.pathsOf(path, random)) {
          assertThat(provesElsewhere(wrong, index, size, NAIVE.leaf(index), NAIVE.root(size)))
              .as("leaf %s of %s", index, size)
              .isFalse();
        }
      }
    }
  }

  /** The right path for one place, told for any other place of any tree of the same log. */
  @Test
  void aPathForAnotherPlaceIsRefused() {
    for (int size = 1; size <= 20; size++) {
      for (int index = 0; index < size; index++) {
        List<Hash> path = NAIVE.path(index, size);
        for (int toldSize = 1; toldSize <= 20; toldSize++) {
          for (int told = 0; told < toldSize; told++) {
            boolean same = told == index && path.equals(NAIVE.path(told, toldSize));
            assertThat(
                    provesElsewhere(path, told, toldSize, NAIVE.leaf(index), NAIVE.root(toldSize)))
                .isEqualTo(same);
          }
        }
      }
    }
  }

  @Test
  void whatTheProofSaysOfItsPlaceIsNotBelieved() {
    InclusionProof proof = new InclusionProof(3, 7, NAIVE.path(3, 7));
    assertThat(proof.provesInclusion(3, NAIVE.leaf(3), 7, NAIVE.root(7))).isTrue();
    assertThat(proof.provesInclusion(2, NAIVE.leaf(3), 7, NAIVE.root(7))).isFalse();
    assertThat(proof.provesInclusion(3, NAIVE.leaf(3), 8, NAIVE.root(7))).isFalse();
    assertThat(proof.provesInclusion(7, NAIVE.leaf(3), 3, NAIVE.root(7))).isFalse();
  }

  /** Without prefixes, the data "left right" would be a leaf with the hash of a node. */
  @Test
  void aNodeIsNoLeaf() {
    Hash left = NAIVE.leaf(0);
    Hash right = NAIVE.leaf(1);
    byte[] forged = new byte[2 * Hash.BYTES];
    left.write(forged, 0);
    right.write(forged, Hash.BYTES);
    Hash leaf = MerkleRange.leafHash(forged, 0, forged.length);
    List<Hash> shorter = NAIVE.path(0, 4).subList(1, 2);
    assertThat(new InclusionProof(0, 2, shorter).provesInclusion(0, leaf, 2, NAIVE.root(4)))
        .isFalse();
    Hash node = MerkleRange.nodeHash(left, right);
    assertThat(new InclusionProof(0, 4, shorter).provesInclusion(0, node, 4, NAIVE.root(4)))
        .as("a node with the path above it, in the size that the verifier knows")
        .isFalse();
  }

  /** The last leaf's path has left siblings only, and would reach its root from any small size. */
  @Test
  void aPathThatClimbsAboveTheSizeIsRefused() {
    for (int size : new int[] {2, 4, 8, 64}) {
      List<Hash> path = NAIVE.path(size - 1, size);
      Hash leaf = NAIVE.leaf(size - 1);
      for (int told = 1; told < size; told++) {
        assertThat(provesElsewhere(path, told - 1, told, leaf, NAIVE.root(size))).isFalse();
      }
    }
  }

  @Test
  void theOnlyLeafIsItsOwnRoot() {
    InclusionProof proof = new InclusionProof(0, 1, List.of());
    assertThat(proof.provesInclusion(0, SOME, 1, SOME)).isTrue();
    assertThat(proof.provesInclusion(0, SOME, 1, Hash.ZERO)).isFalse();
  }

  @Test
  void refusesNumbersThatNoTreeHas() {
    assertThatThrownBy(() -> new InclusionProof(0, 0, List.of())).hasMessageContaining("no leaf 0");
    assertThatThrownBy(() -> new InclusionProof(1, 1, List.of())).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new InclusionProof(-1, 1, List.of()))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new InclusionProof(0, MerkleRange.SIZE_MAX + 1, List.of()))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new InclusionProof(0, Long.MIN_VALUE, List.of()))
        .isInstanceOf(UserException.class);
  }

  @Test
  void refusesMoreHashesThanAnyProofHas() {
    List<Hash> most = Collections.nCopies(InclusionProof.HASHES_MAX, Hash.ZERO);
    assertThat(new InclusionProof(0, 1, most).provesInclusion(0, SOME, 1, SOME)).isFalse();
    List<Hash> more = Collections.nCopies(InclusionProof.HASHES_MAX + 1, Hash.ZERO);
    assertThatThrownBy(() -> new InclusionProof(0, 1, more)).isInstanceOf(UserException.class);
  }

  @Test
  void theListGivenMayChangeAfterwards() {
    List<Hash> path = new ArrayList<>(NAIVE.path(3, 7));
    InclusionProof proof = new InclusionProof(3, 7, path);
    path.clear();
    assertThat(proof.path()).isEqualTo(NAIVE.path(3, 7));
  }
}
