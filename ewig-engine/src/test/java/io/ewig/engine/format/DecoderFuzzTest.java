package io.ewig.engine.format;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.format.pack.PackIndexFormat;
import io.ewig.engine.format.pack.PackIndexReader;
import io.ewig.engine.format.segment.IndexFormat;
import io.ewig.engine.format.segment.IndexReader;
import io.ewig.engine.format.segment.ManifestFormat;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decoders meet damaged input whose checksums hold: the worst case, as behind a checksum that
 * collides. They answer with a typed error or a value, at once and in little memory.
 */
class DecoderFuzzTest {

  private static final long BYTES_MAX = 64 << 20;

  private record Decoder(byte[] sample, Consumer<byte[]> mend, Consumer<byte[]> decode) {}

  private static final Map<String, Decoder> DECODERS =
      Map.of(
          "commit frame",
          new Decoder(Samples.commitFrame(), DecoderFuzzTest::mendFrame, DecoderFuzzTest::walk),
          "erased commit frame",
          new Decoder(Samples.erasedFrame(), DecoderFuzzTest::mendFrame, DecoderFuzzTest::walk),
          "segment header",
          new Decoder(
              Samples.segmentHeader(),
              DecoderFuzzTest::mendFrame,
              bytes -> SegmentHeader.read(bytes, bytes.length, "fuzzed", 0)),
          "manifest",
          new Decoder(
              Samples.manifest(),
              DecoderFuzzTest::mendManifest,
              bytes -> ManifestFormat.read(bytes, "fuzzed")),
          "rewritten manifest",
          new Decoder(
              Samples.rewrittenManifest(),
              DecoderFuzzTest::mendManifest,
              bytes -> ManifestFormat.read(bytes, "fuzzed")),
          "index",
          new Decoder(Samples.index(), DecoderFuzzTest::mendIndex, DecoderFuzzTest::readIndex),
          "pack index",
          new Decoder(Samples.packIndex(), DecoderFuzzTest::mendPackIndex, DecoderFuzzTest::lookUp),
          "object header",
          new Decoder(
              Samples.objectHeader(),
              bytes -> {},
              bytes -> ObjectHeader.read(new BytesIn(bytes, "fuzzed"))));

  static Stream<String> decoders() {
    return DECODERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void damagedInputGivesATypedErrorOrAValue(String name) {
    Decoder decoder = DECODERS.get(name);
    Randoms random = new Randoms(name.hashCode());
    Supplier<byte[]> inputs =
        () -> {
          byte[] input = Fuzz.damaged(decoder.sample, random);
          if (!random.oneIn(4)) {
            decoder.mend.accept(input);
          }
          return input;
        };
    Fuzz.feed(name, inputs, decoder.decode, BYTES_MAX);
  }

  /**
   * More commits than there are, and as much less than no state: their sum is the file's length.
   */
  @Test
  void anIndexWithLessThanNoStateIsNone() {
    byte[] forged = Samples.index();
    ByteBuffer in = little(forged);
    int more = 1 + in.getInt(IndexFormat.REST);
    in.putInt(72, in.getInt(72) + more);
    in.putInt(
        IndexFormat.REST,
        in.getInt(IndexFormat.REST) - more * (in.getInt(76) + IndexFormat.NUMBER_BYTES));
    mendIndex(forged);
    assertThatThrownBy(() -> new IndexReader(little(forged), "forged"))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("commits");
  }

  private static void walk(byte[] frame) {
    FrameSeal.check(frame, frame.length, "fuzzed", 0);
    int end = FrameLock.CLEAR.open(frame, frame.length, "fuzzed", 0);
    FrameReader.saidBy(frame, end);
    FrameReader reader = new FrameReader();
    reader.wrap(frame, end, new Names(), "fuzzed", 0);
    if (reader.isFirstOfCommit()) {
      reader.parents();
      reader.words();
    }
    while (reader.next()) {
      reader.hash();
      reader.valid();
      reader.payload();
      reader.world();
      reader.type();
    }
  }

  private static void lookUp(byte[] bytes) {
    PackIndexReader index = new PackIndexReader(little(bytes), "fuzzed");
    for (int i = 0; i < 20; i++) {
      int position = index.find(Samples.packName(i));
      if (position >= 0) {
        index.offset(position);
      }
    }
    for (int key = 0; key < index.keys(); key++) {
      index.keyOffset(key);
    }
    index.secret(FrameKeys.NONE);
  }

  private static void mendPackIndex(byte[] bytes) {
    if (bytes.length > PackIndexFormat.COUNT) {
      int from = PackIndexFormat.COUNT;
      little(bytes).putInt(PackIndexFormat.CRC, Checksum.of(bytes, from, bytes.length - from));
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void mendFrame(byte[] bytes) {
    if (bytes.length >= FrameFormat.BODY) {
      int crc =
          Checksum.of(bytes, 0, FrameFormat.CRC, FrameFormat.SEQ, bytes.length - FrameFormat.SEQ);
      little(bytes).putInt(FrameFormat.CRC, crc);
    }
  }

  private static void mendManifest(byte[] bytes) {
    if (bytes.length < ManifestFormat.HEADER_BYTES) {
      return;
    }
    little(bytes).putInt(24, Checksum.of(bytes, 0, 24));
    for (int at = ManifestFormat.HEADER_BYTES;
        at + ManifestFormat.RECORD_BYTES <= bytes.length;
        at += ManifestFormat.RECORD_BYTES) {
      little(bytes).putInt(at, Checksum.of(bytes, at + 4, ManifestFormat.RECORD_BYTES - 4));
    }
  }

  private static void readIndex(byte[] bytes) {
    IndexReader index = new IndexReader(little(bytes), "fuzzed");
    for (int i = 0; i < Math.min(10, index.commits()); i++) {
      int found = index.commitsUpTo(index.nanos(i), index.commits());
      if (found > 0) {
        index.eventsBefore(found - 1);
      }
    }
    index.state(FrameKeys.NONE);
  }

  private static void mendIndex(byte[] bytes) {
    if (bytes.length > IndexFormat.REST) {
      little(bytes)
          .putInt(
              IndexFormat.CRC,
              Checksum.of(bytes, IndexFormat.REST, bytes.length - IndexFormat.REST));
    }
  }
}
