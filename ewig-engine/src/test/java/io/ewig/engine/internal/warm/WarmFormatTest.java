package io.ewig.engine.internal.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.column.EventBatch;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.Golden;
import io.ewig.engine.internal.disk.HeapMap;
import io.ewig.engine.internal.memory.MemoryLog;
import io.ewig.engine.json.JsonPointer;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The bytes of a warm file: pinned, and met damaged though their checksums hold. */
class WarmFormatTest {

  private static final long BYTES_MAX = 64 << 20;

  static WarmFile open(byte[] bytes) {
    return WarmFile.open(new HeapMap(bytes), FrameKeys.NONE, "sample");
  }

  @Test
  void theBytesOfAWarmFileNeverChange() throws IOException {
    Golden.check("warm-2", WarmSamples.file());
  }

  @Test
  void theBytesOfAManifestNeverChange() throws IOException {
    Golden.check("warm-manifest", WarmSamples.manifest());
  }

  @Test
  void aFileOfTheSecondVersionSaysWhatItsLogSays() throws IOException {
    MemoryLog log = WarmSamples.log();
    Contents contents = open(Golden.bytes("warm-2")).contents();
    assertThat(contents.fromSeq()).isEqualTo(WarmSamples.FROM);
    assertThat(contents.endSeq()).isEqualTo(log.head().size());
    for (int i = 0; i < contents.blocks().size(); i++) {
      EventBatch batch = batch(open(Golden.bytes("warm-2")), i);
      for (int row = 0; row < batch.size(); row++) {
        Event event = log.get(batch.firstSeq() + row);
        assertThat(batch.eventId(row)).isEqualTo(event.id());
        assertThat(batch.valid(row)).isEqualTo(event.valid());
        assertThat(batch.name(NameColumn.WORLD, row)).isEqualTo(event.world());
        assertThat(batch.commitId(row)).isEqualTo(log.commitOf(event.seq()).id());
        if (event.payload() instanceof Payload.Inline inline) {
          assertThat(batch.payloads().bytes(row)).isEqualTo(inline.bytes());
        }
      }
    }
  }

  private static EventBatch batch(WarmFile file, int block) {
    return new EventBatch(file.block(block), EventSelection.all());
  }

  @Test
  void aDamagedFileWhoseChecksumsHoldGivesATypedErrorOrAValue() throws IOException {
    byte[] sample = WarmSamples.file();
    Randoms random = new Randoms(821);
    int answered =
        Fuzz.feed("warm", () -> mutate(sample, random), WarmFormatTest::readAll, BYTES_MAX);
    assertThat(answered).isGreaterThan(Fuzz.INPUTS / 50);
  }

  private static byte[] mutate(byte[] sample, Randoms random) {
    byte[] input = sample.clone();
    for (int left = 1 + random.below(3); left > 0; left--) {
      Fuzz.damage(input, random.below(input.length), random);
    }
    if (!random.oneIn(10)) {
      WarmSamples.mend(input);
    }
    return random.oneIn(50) ? Arrays.copyOf(input, random.below(input.length)) : input;
  }

  private static void readAll(byte[] input) {
    WarmFile file = open(input);
    for (int i = 0; i < Math.min(10, file.contents().blocks().size()); i++) {
      EventBatch batch = batch(file, i);
      for (LongColumn column : LongColumn.values()) {
        assertThat(batch.longs(column)).hasSize(batch.size());
      }
      for (NameColumn<?> column : NameColumn.ALL) {
        batch.name(column, 0);
        batch.counts(column);
      }
      for (int row = 0; row < batch.size(); row++) {
        batch.valid(row);
        batch.payloads().bytes(row);
        batch.payloads().blob(row);
      }
      batch.path(JsonPointer.parse("/id"));
      batch.path(JsonPointer.parse("/at/1"));
    }
  }

  @Test
  void aDamagedManifestWhoseChecksumHoldsGivesATypedErrorOrAValue() {
    Randoms random = new Randoms(822);
    Fuzz.feed(
        "manifest",
        () -> {
          byte[] input = Fuzz.damaged(WarmSamples.manifest(), random);
          if (input.length > 12) {
            int crc = Checksum.of(input, 12, input.length - 12);
            ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).putInt(8, crc);
          }
          return input;
        },
        input -> WarmManifestFormat.read(input, "sample"),
        BYTES_MAX);
  }

  @Test
  void whatIsNoWarmFileIsRefused() {
    assertThatThrownBy(() -> open(new byte[10])).hasMessageContaining("10 bytes");
    assertThatThrownBy(() -> open(new byte[100])).hasMessageContaining("not a warm file");
    byte[] cut = Arrays.copyOf(sample(), 200);
    assertThatThrownBy(() -> open(cut))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("end does not hold");
  }

  private static byte[] sample() {
    try {
      return WarmSamples.file();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void eachDamagedByteIsNoticedOrMeansNothing() throws IOException {
    byte[] sample = WarmSamples.file();
    MemoryLog log = WarmSamples.log();
    for (int at = 0; at < sample.length; at++) {
      byte[] input = sample.clone();
      input[at] ^= 0x10;
      try {
        WarmFile file = open(input);
        for (int i = 0; i < file.contents().blocks().size(); i++) {
          EventBatch batch = batch(file, i);
          for (int row = 0; row < batch.size(); row++) {
            assertThat(batch.eventId(row)).isEqualTo(log.get(batch.firstSeq() + row).id());
          }
        }
      } catch (CorruptionException noticed) {
        assertThat(noticed.file()).isEqualTo("sample");
      }
    }
  }
}
