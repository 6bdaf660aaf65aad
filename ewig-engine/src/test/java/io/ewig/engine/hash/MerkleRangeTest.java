package io.ewig.engine.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleRangeTest {

  private record Completed(long first, int level, Hash root) {}

  private static final NaiveMerkleTree NAIVE = NaiveMerkleTree.random(1100, 20260101);

  @Test
  void noLeavesHaveTheRootOfNothing() {
    MerkleRange range = new MerkleRange();
    assertThat(range.size()).isZero();
    assertThat(range.peaks()).isEmpty();
    assertThat(range.root()).isEqualTo(PublishedTree.EMPTY_ROOT);
  }

  @Test
  void rootsAreThePublishedOnes() {
    MerkleRange range = new MerkleRange();
    for (int i = 0; i < PublishedTree.DATA.size(); i++) {
      range.append(PublishedTree.leafHash(i));
      assertThat(range.root()).isEqualTo(PublishedTree.root(i + 1));
    }
  }

  @Test
  void rootsAreThoseOfTheNaiveTree() {
    MerkleRange range = new MerkleRange();
    for (int size = 1; size <= NAIVE.size(); size++) {
      range.append(NAIVE.leaf(size - 1));
      assertThat(range.root()).isEqualTo(NAIVE.root(size));
      assertThat(range.size()).isEqualTo(size);
    }
  }

  @Test
  void leafHashTakesAPartOfAnArray() {
    byte[] data = {9, 0x20, 0x21, 9};
    assertThat(MerkleRange.leafHash(data, 1, 2)).isEqualTo(PublishedTree.leafHash(3));
  }

  @Test
  void goesOnFromItsPeaksAtEverySize() {
    for (int size = 0; size <= 300; size++) {
      MerkleRange whole = rangeOf(size);
      MerkleRange restored = MerkleRange.restore(size, whole.peaks());
      assertThat(restored.root()).isEqualTo(whole.root());
      assertThat(restored.peaks()).isEqualTo(whole.peaks());
      for (int i = size; i < size + 9; i++) {
        restored.append(NAIVE.leaf(i));
      }
      assertThat(restored.root()).isEqualTo(NAIVE.root(size + 9));
    }
  }

  @Test
  void reportsEachCompleteSubtreeOnceAndAlsoAfterARestart() {
    for (int fromLevel : new int[] {1, 2, 8}) {
      List<Completed> whole = new ArrayList<>();
      List<Completed> restarted = new ArrayList<>();
      MerkleRange range =
          new MerkleRange(fromLevel, (f, l, r) -> whole.add(new Completed(f, l, r)));
      MerkleRange.SubtreeListener listener = (f, l, r) -> restarted.add(new Completed(f, l, r));
      MerkleRange reopened = new MerkleRange(fromLevel, listener);
      for (int i = 0; i < NAIVE.size(); i++) {
        range.append(NAIVE.leaf(i));
        reopened.append(NAIVE.leaf(i));
        reopened = MerkleRange.restore(reopened.size(), reopened.peaks(), fromLevel, listener);
      }
      assertThat(whole).isEqualTo(restarted).isEqualTo(completed(fromLevel));
    }
  }

  /** Every perfect subtree of the naive tree, by the leaf that completes it, then by level. */
  private static List<Completed> completed(int fromLevel) {
    List<Completed> expected = new ArrayList<>();
    for (int size = 1; size <= NAIVE.size(); size++) {
      for (int level = fromLevel; size % (1 << level) == 0; level++) {
        int first = size - (1 << level);
        expected.add(new Completed(first, level, NAIVE.treeHash(first, size)));
      }
    }
    return expected;
  }

  @Test
  void aListenerThatFailsLeavesTheRangeAsItWas() {
    List<Long> told = new ArrayList<>();
    MerkleRange range =
        new MerkleRange(
            2,
            (first, level, root) -> {
              told.add(first);
              if (told.size() == 2) {
                throw new IllegalStateException("disk full");
              }
            });
    for (int i = 0; i < 7; i++) {
      range.append(NAIVE.leaf(i));
    }
    assertThatThrownBy(() -> range.append(NAIVE.leaf(7))).hasMessage("disk full");
    assertThat(range.size()).isEqualTo(7);
    assertThat(range.root()).isEqualTo(NAIVE.root(7));
    range.append(NAIVE.leaf(7));
    assertThat(range.root()).isEqualTo(NAIVE.root(8));
    assertThat(told).containsExactly(0L, 4L, 4L, 0L);
  }

  @Test
  void aTreeOfTheGreatestSizeTakesNoMore() {
    List<Hash> peaks = Collections.nCopies(62, Hash.ZERO);
    MerkleRange range = MerkleRange.restore(MerkleRange.SIZE_MAX - 1, peaks);
    range.append(Hash.ZERO);
    assertThat(range.size()).isEqualTo(MerkleRange.SIZE_MAX);
    assertThat(range.peaks()).hasSize(1).containsExactly(range.root());
    assertThatThrownBy(() -> range.append(Hash.ZERO))
        .isInstanceOf(ResourceException.class)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(ErrorCode.LIMIT_REACHED);
  }

  @Test
  void refusesPeaksThatDoNotFitTheSize() {
    List<Hash> two = List.of(Hash.ZERO, Hash.ZERO);
    assertThatThrownBy(() -> MerkleRange.restore(4, two)).hasMessageContaining("1 peaks, not 2");
    assertThatThrownBy(() -> MerkleRange.restore(7, two)).hasMessageContaining("3 peaks, not 2");
    assertThatThrownBy(() -> MerkleRange.restore(-1, List.of())).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> MerkleRange.restore(MerkleRange.SIZE_MAX + 1, two))
        .isInstanceOf(UserException.class);
  }

  @Test
  void refusesALevelThatNoTreeHas() {
    for (int level : new int[] {-1, 0, 64}) {
      assertThatThrownBy(() -> new MerkleRange(level, (f, l, r) -> {}))
          .isInstanceOf(UserException.class);
    }
  }

  private static MerkleRange rangeOf(int size) {
    MerkleRange range = new MerkleRange();
    for (int i = 0; i < size; i++) {
      range.append(NAIVE.leaf(i));
    }
    return range;
  }
}
