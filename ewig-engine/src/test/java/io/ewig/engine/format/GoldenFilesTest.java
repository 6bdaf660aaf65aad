package io.ewig.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.format.pack.PackFormat;
import io.ewig.engine.format.segment.BlockRootFormat;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.hash.Hash;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins every format to the byte: a file written by any earlier version must stay readable. */
class GoldenFilesTest {

  private static final Map<String, Supplier<byte[]>> FORMATS =
      Map.ofEntries(
          Map.entry("commit", Samples::commitFrame),
          Map.entry("commit-erased", Samples::erasedFrame),
          Map.entry("segment-header-2", Samples::segmentHeader),
          Map.entry("manifest", Samples::manifest),
          Map.entry("manifest-rewritten", Samples::rewrittenManifest),
          Map.entry("index-2", Samples::index),
          Map.entry("pack-index", Samples::packIndex),
          Map.entry("pack-header", () -> PackFormat.header(7)),
          Map.entry("pack-mark", Samples::packMark),
          Map.entry("object-header", Samples::objectHeader),
          Map.entry("block-roots", () -> BlockRootFormat.header(Samples.STORE)));

  static Stream<String> formats() {
    return FORMATS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theBytesOfAFormatNeverChange(String name) throws IOException {
    Golden.check(name, FORMATS.get(name).get());
  }

  @Test
  void aSegmentHeaderOfTheFirstVersionIsStillRead() throws IOException {
    byte[] frame = Golden.bytes("segment-header");
    assertThat(SegmentHeader.read(frame, frame.length, "old", 0))
        .isEqualTo(
            new SegmentHeader(
                Samples.STORE,
                3,
                41,
                Samples.NANOS,
                new Hash(1, 1, 1, 1),
                new Witness(Witness.NONE)));
  }
}
