package io.ewig.calcite.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TemporaryCipherTest {

  private static final byte[] KEY = new byte[32];

  @Test
  void bytesAreTheSameFromWhateverPlaceTheyAreRead() {
    TemporaryCipher cipher = new TemporaryCipher(KEY, 1);
    byte[] secret = cipher.apply(0, new byte[1_000], 0, 1_000);
    assertThat(secret).isNotEqualTo(new byte[1_000]);
    for (int at = 0; at < 1_000; at += 37) {
      int length = Math.min(50, 1_000 - at);
      assertThat(cipher.apply(at, secret, at, length)).containsOnly(0);
    }
  }

  @Test
  void filesHaveNothingInCommon() {
    byte[] one = new TemporaryCipher(KEY, 1).apply(0, new byte[64], 0, 64);
    byte[] other = new TemporaryCipher(KEY, 2).apply(0, new byte[64], 0, 64);
    for (int i = 0; i < 64; i += 16) {
      byte[] block = Arrays.copyOfRange(one, i, i + 16);
      for (int j = 0; j < 64; j += 16) {
        assertThat(block).isNotEqualTo(Arrays.copyOfRange(other, j, j + 16));
      }
    }
  }
}
