package io.ewig.calcite.vector.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LeastLongsTest {

  @Test
  void theGreatestOfTheLeastIsKnown() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      int wanted = 1 + random.nextInt(round % 3 == 0 ? 200 : 5);
      long bound = 1L << random.nextInt(1, 62);
      LeastLongs least = new LeastLongs(wanted);
      TreeMap<Long, Integer> expected = new TreeMap<>();
      int size = 0;
      for (int i = 0; i < 500; i++) {
        long number = random.nextLong(-bound, bound);
        least.offer(number);
        expected.merge(number, 1, Integer::sum);
        if (++size > wanted) {
          expected.computeIfPresent(expected.lastKey(), (key, had) -> had == 1 ? null : had - 1);
          size--;
        }
        assertThat(least.greatest()).isEqualTo(expected.lastKey());
        assertThat(least.isFull()).isEqualTo(size == wanted);
      }
    }
  }

  @Test
  void numbersThatFallOrRiseAreTakenAsWell() {
    LeastLongs falling = new LeastLongs(100);
    LeastLongs rising = new LeastLongs(100);
    for (long i = 0; i < 1_000; i++) {
      falling.offer(-i);
      rising.offer(i);
    }
    assertThat(falling.greatest()).isEqualTo(-900);
    assertThat(rising.greatest()).isEqualTo(99);
  }
}
