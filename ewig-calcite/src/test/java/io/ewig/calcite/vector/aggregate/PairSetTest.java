package io.ewig.calcite.vector.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A set of pairs is one, in bits and in a table. */
class PairSetTest {

  private static void fill(int groups, int values, int pairs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PairSet set = new PairSet();
    Set<List<Integer>> expected = new HashSet<>();
    for (int i = 0; i < pairs; i++) {
      int group = random.nextInt(groups);
      int value = random.nextInt(values);
      assertThat(set.add(group, value)).isEqualTo(expected.add(List.of(group, value)));
      assertThat(set.add(group, value)).isFalse();
    }
    requireSame(set, expected);
  }

  private static void requireSame(PairSet set, Set<List<Integer>> expected) {
    Set<List<Integer>> found = new HashSet<>();
    set.each((group, value) -> assertThat(found.add(List.of(group, value))).isTrue());
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void whatLiesThickIsThere() {
    fill(30, 1_000, 20_000, 1);
    fill(1, 70_000, 20_000, 2);
    fill(2_000, 3, 20_000, 3);
  }

  @Test
  void whatLiesThinIsThere() {
    fill(20_000, 20_000, 20_000, 4);
    fill(1, 1 << 30, 5_000, 5);
    fill(1 << 20, 1, 5_000, 6);
  }

  @Test
  void bitsSayOnlyWhatIsThere() {
    PairSet set = new PairSet();
    set.add(3, 70);
    assertThat(set.row(2)).isEmpty();
    assertThat(set.row(4)).isEmpty();
    assertThat(set.row(3)[1]).isEqualTo(1L << 6);
  }

  @Test
  void pairsThatLieThinTakeNoMoreThanATableDoes() {
    PairSet set = new PairSet();
    for (int i = 0; i < 100_000; i++) {
      set.add(i, 100_000 - i);
    }
    assertThat(set.bytes()).isLessThan(100_000 * 64);
    set.add(0, Integer.MAX_VALUE);
    assertThat(set.bytes()).isLessThan(100_000 * 64);
  }
}
