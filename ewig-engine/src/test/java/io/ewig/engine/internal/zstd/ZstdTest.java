package io.ewig.engine.internal.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.log.Randoms;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

class ZstdTest {

  private static final byte[] TEXT =
      "the rose is moved to (3, 4). ".repeat(40).getBytes(StandardCharsets.UTF_8);

  @Test
  void whatIsCompressedComesBack() throws DataFormatException {
    Randoms random = new Randoms(1);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.below(100_000)];
      int alphabet = 1 + random.below(40);
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) random.below(alphabet);
      }
      byte[] packed = Zstd.compress(bytes, Integer.MAX_VALUE);
      assertThat(Zstd.decompress(packed, 0, packed.length, bytes.length)).isEqualTo(bytes);
    }
  }

  @Test
  void whatDoesNotGetShorterIsLeftAlone() {
    assertThat(Zstd.compress(new Randoms(2).bytes(5000), 5000)).isNull();
    assertThat(Zstd.compress(TEXT, TEXT.length)).hasSizeLessThan(TEXT.length / 5);
  }

  @Test
  void anotherLengthThanPromisedIsRefused() {
    byte[] packed = Zstd.compress(TEXT, TEXT.length);
    for (int wrong : new int[] {0, 1, TEXT.length - 1, TEXT.length + 1, 4 * TEXT.length}) {
      assertThatThrownBy(() -> Zstd.decompress(packed, 0, packed.length, wrong))
          .as("%s bytes", wrong)
          .isInstanceOf(DataFormatException.class);
    }
  }

  @Test
  void whatIsNoPartOfTheBytesIsNotRead() {
    byte[] packed = Zstd.compress(TEXT, TEXT.length);
    for (int[] part : new int[][] {{1 << 30, 8}, {-1, 8}, {0, packed.length + 1}, {0, -1}}) {
      assertThatThrownBy(() -> Zstd.decompress(packed, part[0], part[1], TEXT.length))
          .as("%s bytes from %s", part[1], part[0])
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> Zstd.decompress(packed, 0, packed.length, -1))
        .isInstanceOf(DataFormatException.class);
  }

  @Test
  void damagedInputGivesATypedErrorOrSomeBytes() {
    byte[] packed = Zstd.compress(TEXT, TEXT.length);
    Randoms random = new Randoms(3);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bad = packed.clone();
      for (int left = 1 + random.below(4); left > 0; left--) {
        bad[random.below(bad.length)] = (byte) random.below(256);
      }
      int length = random.oneIn(10) ? random.below(bad.length) : bad.length;
      try {
        assertThat(Zstd.decompress(bad, 0, length, TEXT.length)).hasSize(TEXT.length);
      } catch (DataFormatException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50_000);
  }
}
