package io.ewig.engine.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import org.junit.jupiter.api.Test;

class SubtreeOrderTest {

  @Test
  void isTheOrderOfCompletion() {
    long next = 0;
    for (long blocks = 1; blocks <= 2000; blocks++) {
      long size = blocks * 256;
      for (int level = 8; size % (1L << level) == 0; level++) {
        assertThat(SubtreeOrder.index(size - (1L << level), level)).isEqualTo(next++);
      }
      assertThat(SubtreeOrder.count(size)).isEqualTo(next);
      assertThat(SubtreeOrder.count(size + 255)).isEqualTo(next);
    }
  }

  @Test
  void isThatOfTheDrawing() {
    assertThat(SubtreeOrder.count(5 * 256)).isEqualTo(8);
    assertThat(SubtreeOrder.index(0, 9)).isEqualTo(2);
    assertThat(SubtreeOrder.index(512, 9)).isEqualTo(5);
    assertThat(SubtreeOrder.index(0, 10)).isEqualTo(6);
    assertThat(SubtreeOrder.index(1024, 8)).isEqualTo(7);
  }

  @Test
  void reachesTheGreatestTree() {
    assertThat(SubtreeOrder.count(MerkleRange.SIZE_MAX)).isEqualTo((1L << 55) - 1);
    assertThat(SubtreeOrder.index(0, 62)).isEqualTo((1L << 55) - 2);
  }

  @Test
  void refusesWhatIsNotKept() {
    assertThatThrownBy(() -> SubtreeOrder.index(0, 7)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> SubtreeOrder.index(0, 63)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> SubtreeOrder.index(128, 8)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> SubtreeOrder.index(-256, 8)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> SubtreeOrder.count(-1)).isInstanceOf(UserException.class);
  }
}
