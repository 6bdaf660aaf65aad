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
class ConsistencyProofTest {

  private static final NaiveMerkleTree NAIVE = NaiveMerkleTree.random(64, 3);

  @Test
  void thePublishedProofsHold() {
    for (ConsistencyProof proof : PublishedTree.CONSISTENCY) {
      assertThat(
              proof.provesConsistency(
                  proof.oldSize(),
                  PublishedTree.root(proof.oldSize()),
                  proof.newSize(),
                  PublishedTree.root(proof.newSize())))
          .isTrue();
    }
  }

  @Test
  void thePublishedManglingsAreRefused() {
    for (ConsistencyProof good : PublishedTree.CONSISTENCY) {
      if (good.path().isEmpty()) {
        continue;
      }
      Hash from = PublishedTree.root(good.oldSize());
      Hash to = PublishedTree.root(good.newSize());
      long m = good.oldSize();
      long n = good.newSize();
      for (long wrong : new long[] {m - 1, m + 1, m ^ 2}) {
        assertThat(provesOther(good.path(), wrong, from, n, to)).isFalse();
      }
      for (long wrong : new long[] {n * 2, n / 2}) {
        assertThat(provesOther(good.path(), m, from, wrong, to)).isFalse();
      }
      assertThat(provesOther(good.path(), m, Hash.ZERO, n, to)).isFalse();
      assertThat(provesOther(good.path(), m, from, n, Hash.ZERO)).isFalse();
      assertThat(provesOther(good.path(), m, to, n, from)).isFalse();
      assertThat(provesOther(List.of(), m, from, n, to)).isFalse();
    }
  }

  /** True if this path, in a proof for these sizes, would be taken. */
  private static boolean provesOther(List<Hash> path, long m, Hash from, long n, Hash to) {
    return m > 0 && m <= n && new ConsistencyProof(m, n, path).provesConsistency(m, from, n, to);
  }

  @Test
  void everyHashChangedLeftOutOrAddedIsRefused() {
    Random random = new Random(4);
    for (int n = 1; n <= NAIVE.size(); n++) {
      for (int m = 1; m <= n; m++) {
        List<Hash> path = NAIVE.proof(m, n);
        for (List<Hash> wrong : Tampered.pathsOf(path, random)) {
          assertThat(provesOther(wrong, m, NAIVE.root(m), n, NAIVE.root(n)))
              .as("%s to %s", m, n)
              .isFalse();
        }
      }
    }
  }

  /** The right path for two sizes, told for any two other sizes of the same log. */
  @Test
  void aPathForOtherSizesIsRefused() {
    for (int n = 1; n <= 20; n++) {
      for (int m = 1; m <= n; m++) {
        List<Hash> path = NAIVE.proof(m, n);
        for (int toldN = 1; toldN <= 20; toldN++) {
          for (int toldM = 1; toldM <= toldN; toldM++) {
            boolean same = path.equals(NAIVE.proof(toldM, toldN));
            assertThat(provesOther(path, toldM, NAIVE.root(toldM), toldN, NAIVE.root(toldN)))
                .isEqualTo(same);
          }
        }
      }
    }
  }

  /** A log that changed one old leaf finds no way back to the head that it once signed. */
  @Test
  void aRewrittenLogIsExposed() {
    int leaves = 40;
    for (int changed = 0; changed < leaves; changed++) {
      List<byte[]> data = new ArrayList<>();
      for (int i = 0; i < leaves; i++) {
        data.add(new byte[] {(byte) i});
      }
      NaiveMerkleTree honest = new NaiveMerkleTree(List.copyOf(data));
      data.set(changed, new byte[] {(byte) 99});
      NaiveMerkleTree rewritten = new NaiveMerkleTree(data);
      for (int m = changed + 1; m < leaves; m++) {
        for (NaiveMerkleTree prover : List.of(honest, rewritten)) {
          assertThat(
                  provesOther(
                      prover.proof(m, leaves), m, honest.root(m), leaves, rewritten.root(leaves)))
              .isFalse();
        }
      }
    }
  }

  @Test
  void whatTheProofSaysOfItsSizesIsNotBelieved() {
    ConsistencyProof proof = new ConsistencyProof(3, 7, NAIVE.proof(3, 7));
    assertThat(proof.provesConsistency(3, NAIVE.root(3), 7, NAIVE.root(7))).isTrue();
    assertThat(proof.provesConsistency(2, NAIVE.root(3), 7, NAIVE.root(7))).isFalse();
    assertThat(proof.provesConsistency(3, NAIVE.root(3), 8, NAIVE.root(7))).isFalse();
    assertThat(proof.provesConsistency(7, NAIVE.root(7), 3, NAIVE.root(3))).isFalse();
  }

  /** Both roots of a bigger pair of trees, reached by a path too long for the sizes told. */
  @Test
  void aPathThatClimbsAboveTheSizesIsRefused() {
    for (int n : new int[] {8, 16, 64}) {
      List<Hash> path = NAIVE.proof(n - 1, n);
      assertThat(provesOther(path, n - 1, NAIVE.root(n - 1), n, NAIVE.root(n))).isTrue();
      assertThat(provesOther(path, n / 2 - 1, NAIVE.root(n - 1), n / 2, NAIVE.root(n))).isFalse();
      assertThat(provesOther(path, 3, NAIVE.root(n - 1), 4, NAIVE.root(n))).isFalse();
    }
  }

  @Test
  void equalSizesNeedEqualRootsAndNoHashes() {
    assertThat(provesOther(List.of(), 5, NAIVE.root(5), 5, NAIVE.root(5))).isTrue();
    assertThat(provesOther(List.of(), 5, NAIVE.root(5), 5, NAIVE.root(6))).isFalse();
    List<Hash> extra = List.of(NAIVE.root(5));
    assertThat(provesOther(extra, 5, NAIVE.root(5), 5, NAIVE.root(5))).isFalse();
  }

  @Test
  void refusesTheEmptyTreeAndSizesThatNoTreeHas() {
    assertThatThrownBy(() -> new ConsistencyProof(0, 0, List.of()))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new ConsistencyProof(0, 3, List.of()))
        .hasMessageContaining("from 0 to 3");
    assertThatThrownBy(() -> new ConsistencyProof(4, 3, List.of()))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new ConsistencyProof(1, MerkleRange.SIZE_MAX + 1, List.of()))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new ConsistencyProof(-1, 3, List.of()))
        .isInstanceOf(UserException.class);
  }

  @Test
  void refusesMoreHashesThanAnyProofHas() {
    List<Hash> more = Collections.nCopies(InclusionProof.HASHES_MAX + 1, Hash.ZERO);
    assertThatThrownBy(() -> new ConsistencyProof(1, 2, more)).isInstanceOf(UserException.class);
  }
}
