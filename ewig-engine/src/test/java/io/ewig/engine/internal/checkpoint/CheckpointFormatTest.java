package io.ewig.engine.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.Golden;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointFormatTest {

  private static final Hash RULES = new Hash(9, 8, 7, 6);

  private static final List<Checkpoint> SOME =
      List.of(
          new Checkpoint(Branch.MAIN, 41, new Hash(1, 2, 3, 4), new Hash(5, 6, 7, 8), 12),
          new Checkpoint(new Branch("größer/2~1"), 1L << 40, Hash.ZERO, new Hash(1, 1, 1, 1), 0));

  private static byte[] written() {
    return CheckpointFormat.write(RULES, SOME);
  }

  @Test
  void whatIsWrittenIsRead() {
    CheckpointFormat.Content read = CheckpointFormat.read(written(), "checkpoints.ewc");
    assertThat(read.checkpoints()).isEqualTo(SOME);
    assertThat(read.rules()).isEqualTo(RULES);
    byte[] none = CheckpointFormat.write(RULES, List.of());
    assertThat(CheckpointFormat.read(none, "checkpoints.ewc").checkpoints()).isEmpty();
  }

  @Test
  void theBytesNeverChange() throws IOException {
    Golden.check("checkpoints", written());
  }

  @Test
  void everyChangedByteAndEveryCutIsNoticed() {
    byte[] bytes = written();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x40;
      assertRefused(changed);
      assertRefused(Arrays.copyOf(bytes, i));
    }
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> CheckpointFormat.read(bytes, "checkpoints.ewc"))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("checkpoints.ewc");
  }

  @Test
  void whatHasARightChecksumAndMakesNoSenseIsRefused() {
    Randoms random = new Randoms(20_26);
    byte[] bytes = written();
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] changed = mutated(bytes, random);
      try {
        assertThat(CheckpointFormat.read(changed, "checkpoints.ewc").checkpoints())
            .hasSizeLessThan(4);
      } catch (CorruptionException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 99_000);
  }

  private static byte[] mutated(byte[] bytes, Randoms random) {
    int length = random.oneIn(4) ? 16 + random.below(bytes.length) : bytes.length;
    byte[] changed = Arrays.copyOf(bytes, length);
    for (int i = random.below(4); i >= 0; i--) {
      changed[8 + random.below(length - 8)] = (byte) random.below(256);
    }
    int crc = Checksum.of(changed, 12, length - 12);
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(8, crc);
    return changed;
  }
}
