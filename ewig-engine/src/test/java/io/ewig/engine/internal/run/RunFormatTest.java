package io.ewig.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.Golden;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.HeapMap;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.MemoryTable;
import io.ewig.engine.internal.version.Series;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of a run: pinned, and met damaged though their checksums hold. */
class RunFormatTest {

  private static final long BYTES_MAX = 64 << 20;
  private static final int STEPS_MAX = 5000;

  private static Run open(byte[] bytes) {
    return Run.open(new HeapMap(bytes), 1, FrameKeys.NONE, new PageCache(4096), "sample");
  }

  @Test
  void theBytesOfARunNeverChange() throws IOException {
    assertGolden("run-4", RunSamples.run());
  }

  @Test
  void theBytesOfAManifestNeverChange() throws IOException {
    assertGolden("runs-manifest-2", RunSamples.manifest());
  }

  /** Without the lines of zeros, which are most. */
  private static void assertGolden(String name, byte[] bytes) throws IOException {
    Golden.check(name, Golden.lines(bytes).replaceAll("(0{64}\n)+", "*\n"));
  }

  @Test
  void aRunHoldsWhatWasInMemory() throws IOException {
    MemoryTable table = RunSamples.table();
    Run run = open(RunSamples.run());
    assertThat(run.level()).isEqualTo(2);
    assertThat(run.fromSeq()).isEqualTo(100);
    assertThat(run.versions()).isEqualTo(RunSamples.VERSIONS);
    assertThat(run.keys()).isEqualTo(RunSamples.KEYS);
    for (int number = 0; number < RunSamples.KEYS; number++) {
      byte[] key = RunSamples.key(number);
      Group expected = table.find(key, KeyHash.of(key));
      Group found = run.find(key, KeyHash.of(key));
      assertThat(found.key()).isEqualTo(key);
      assertThat(found.lines()).isEqualTo(expected.lines());
      for (int line = 0; line < expected.lines(); line++) {
        assertThat(found.line(line)).isEqualTo(expected.line(line));
        assertThat(found.indexOf(expected.line(line))).isEqualTo(line);
        assertSame(found.series(line), expected.series(line));
      }
    }
    byte[] absent = {1, 2, 3};
    assertThat(run.find(absent, KeyHash.of(absent))).isNull();
  }

  private static void assertSame(Series found, Series expected) {
    assertThat(found.size()).isEqualTo(expected.size());
    assertThat(found.isPlain()).isEqualTo(expected.isPlain());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.version(i))
          .usingRecursiveComparison()
          .as("version %s", i)
          .isEqualTo(expected.version(i));
    }
    for (long seq = 98; seq < 506; seq++) {
      assertThat(found.countBefore(seq)).as("below %d", seq).isEqualTo(expected.countBefore(seq));
    }
    for (int i = 0; i < expected.size() / Series.BLOCK && !expected.isPlain(); i++) {
      assertThat(found.blockFrom(i)).isEqualTo(expected.blockFrom(i));
      assertThat(found.blockTo(i)).isEqualTo(expected.blockTo(i));
    }
  }

  @Test
  void aDamagedRunWhoseChecksumsHoldGivesATypedErrorOrAValue() throws IOException {
    byte[] sample = RunSamples.run();
    Randoms random = new Randoms(8);
    int answered =
        Fuzz.feed("run", () -> mutate(sample, random), input -> readAll(open(input)), BYTES_MAX);
    assertThat(answered).isGreaterThan(Fuzz.INPUTS / 20);
  }

  private static byte[] mutate(byte[] sample, Randoms random) {
    byte[] input = sample.clone();
    int footer = sample.length - RunFormat.PAGE;
    ByteBuffer bytes = ByteBuffer.wrap(sample).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(footer + 80);
    int width = RunFormat.width(directory);
    int entry = RunFormat.PAGE + directory + width * random.below(RunSamples.KEYS);
    int group = RunFormat.PAGE + (int) (bytes.getLong(entry) & RunFormat.mask(width));
    for (int left = 1 + random.below(3); left > 0; left--) {
      int at =
          switch (random.below(4)) {
            case 0 -> footer + random.below(116);
            case 1 -> group + random.below(120);
            case 2 -> random.below(20);
            default -> RunFormat.PAGE + random.below(footer - RunFormat.PAGE);
          };
      Fuzz.damage(input, at, random);
    }
    if (!random.oneIn(10)) {
      RunSamples.mend(input);
    }
    return random.oneIn(50) ? Arrays.copyOf(input, random.below(input.length)) : input;
  }

  private static void readAll(Run run) {
    int steps = 0;
    for (int number = 0; number < RunSamples.KEYS; number++) {
      byte[] key = RunSamples.key(number);
      Group group = run.find(key, KeyHash.of(key));
      steps += group == null ? 0 : readAll(group, STEPS_MAX - steps);
    }
    Store.Walk walk = run.walk(RunSamples.key(3), (steps & 1) == 0);
    while (walk.next() && steps++ < STEPS_MAX) {
      walk.key();
      steps += readAll(walk.group(), STEPS_MAX - steps);
    }
  }

  private static int readAll(Group group, int stepsMax) {
    int steps = 0;
    for (int line = 0; line < group.lines() && steps < stepsMax; line++) {
      Series series = group.series(line);
      series.find(300, 250_000);
      series.find(Long.MAX_VALUE, 3);
      for (int i = 0; i < series.size() && steps < stepsMax; i++, steps++) {
        series.version(i);
      }
    }
    return steps;
  }

  @Test
  void aDamagedManifestWhoseChecksumHoldsGivesATypedErrorOrAValue() {
    byte[] sample = RunSamples.manifest();
    Randoms random = new Randoms(9);
    for (int i = 0; i < Fuzz.INPUTS; i++) {
      byte[] input = Arrays.copyOf(sample, random.oneIn(5) ? random.below(200) : sample.length);
      for (int left = random.below(4); left > 0 && input.length > 0; left--) {
        input[random.below(input.length)] = (byte) random.below(256);
      }
      if (input.length > 12) {
        int crc = Checksum.of(input, 12, input.length - 12);
        ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).putInt(8, crc);
      }
      try {
        RunManifestFormat.read(input, "sample");
      } catch (CorruptionException typed) {
        assertThat(typed.file()).isEqualTo("sample");
      }
    }
  }

  @Test
  void whatIsNoRunIsRefused() throws IOException {
    byte[] foreign = new byte[3 * RunFormat.PAGE];
    assertThatThrownBy(() -> open(foreign)).hasMessageContaining("not a run");
    assertThatThrownBy(() -> open(new byte[10])).hasMessageContaining("10 bytes");
    byte[] longer = Arrays.copyOf(RunSamples.run(), RunSamples.run().length + RunFormat.PAGE);
    assertThatThrownBy(() -> open(longer)).isInstanceOf(CorruptionException.class);
  }

  @Test
  void anEmptyRunAnswersNothing() throws IOException {
    Path file = Files.createTempFile("ewig-run", ".ewr");
    RunWriter.Extent extent = new RunWriter.Extent(0, 5, 9, Hash.ZERO);
    new RunWriter(new RealDisk(), file, FrameKeys.NONE, extent).finish();
    Run run = open(Files.readAllBytes(file));
    Files.delete(file);
    assertThat(run.find(new byte[0], KeyHash.of(new byte[0]))).isNull();
    assertThat(run.walk(null, true).next()).isFalse();
    assertThat(run.walk(new byte[1], false).next()).isFalse();
    run.check();
  }

  @Test
  void seqsThatFallAreADefect() {
    MemoryTable table = RunSamples.table();
    Series series = table.find(RunSamples.key(0), KeyHash.of(RunSamples.key(0))).series(0);
    assertThatThrownBy(() -> new SeriesWriter(List.of(series, series), 100, 0))
        .isInstanceOf(InternalException.class);
  }
}
