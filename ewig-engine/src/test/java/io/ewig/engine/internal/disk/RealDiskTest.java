package io.ewig.engine.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is used of a file ends behind its last byte that is not zero. */
class RealDiskTest {

  private static final int BYTES = 200_000;

  @TempDir private Path folder;

  private long used(byte[] bytes) throws IOException {
    return new RealDisk().usedBytes(Files.write(folder.resolve("file"), bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 65_535, 65_536, 131_072, 199_998, 199_999})
  void theLastByteThatIsNotZeroIsFoundWhereverItLies(int at) throws IOException {
    byte[] bytes = new byte[BYTES];
    bytes[at] = -1;
    bytes[at / 2] = 1;
    assertThat(used(bytes)).isEqualTo(at + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 65_536, BYTES})
  void ofZerosNothingIsUsed(int length) throws IOException {
    assertThat(used(new byte[length])).isZero();
  }

  @Test
  void eachLengthOfAShortFileIsExact() throws IOException {
    for (int length = 4090; length < 4102; length++) {
      for (int at = length - 8; at < length; at++) {
        byte[] bytes = new byte[length];
        bytes[at] = 9;
        assertThat(used(bytes)).as("byte %s of %s", at, length).isEqualTo(at + 1);
      }
    }
  }
}
