package io.ewig.engine.internal.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTableTest {

  private static final int LINES = 3;

  private final MemoryTable table = new MemoryTable(0);

  private static byte[] key(long... words) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      bytes.putLong(word);
    }
    return bytes.array();
  }

  private static Version version(int line, long seq, boolean isPlain) {
    long from = isPlain ? 10 * seq : 10 * seq - seq % 7;
    long to = isPlain ? Version.OPEN : from + 1 + seq % 11;
    return new Version(line, seq, 10 * seq, from, to, seq % 5 == 0 ? null : key(seq));
  }

  private Group group(byte[] key) {
    return Objects.requireNonNull(table.find(key, KeyHash.of(key)));
  }

  private static List<Version> versions(Series series) {
    List<Version> all = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      all.add(series.version(i));
    }
    return all;
  }

  private static void assertSame(Series series, List<Version> expected) {
    assertThat(versions(series)).usingRecursiveComparison().isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLineHoldsWhatItWasGivenHoweverLongItGets(boolean isPlain) {
    byte[] key = key(1);
    List<Version> expected = new ArrayList<>();
    for (int seq = 1; seq <= 3 * Series.BLOCK; seq++) {
      Version next = version(0, seq, isPlain || seq < 10);
      table.add(key, next);
      expected.add(next);
      Series series = group(key).series(0);
      assertSame(series, expected);
      assertThat(series.isPlain()).isEqualTo(isPlain || seq < 10);
      for (int block = 0; !series.isPlain() && block < seq / Series.BLOCK; block++) {
        List<Version> of = expected.subList(block * Series.BLOCK, (block + 1) * Series.BLOCK);
        assertThat(series.blockFrom(block))
            .isEqualTo(of.stream().mapToLong(Version::validFrom).min().orElseThrow());
        assertThat(series.blockTo(block))
            .isEqualTo(of.stream().mapToLong(Version::validTo).max().orElseThrow());
      }
    }
  }

  @Test
  void aSeriesStaysAsItWasWhenItWasAskedFor() {
    byte[] key = key(1);
    table.add(key, version(0, 1, true));
    Series one = group(key).series(0);
    for (int seq = 2; seq < 100; seq++) {
      table.add(key, version(0, seq, seq < 50));
    }
    assertSame(one, List.of(version(0, 1, true)));
  }

  @Test
  void keysAreFoundByThemselvesAndInTheirOrder() {
    Random random = new Random(5);
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] key = key(random.nextLong());
      keys.add(key);
      table.add(key, version(0, i, true));
    }
    for (int i = 0; i < keys.size(); i++) {
      assertSame(group(keys.get(i)).series(0), List.of(version(0, i, true)));
    }
    assertThat(table.find(key(3), KeyHash.of(key(3)))).isNull();
    assertThat(table.keys()).isEqualTo(keys.size());
    keys.sort(Arrays::compareUnsigned);
    assertThat(walked()).containsExactlyElementsOf(keys);
  }

  private List<byte[]> walked() {
    List<byte[]> walked = new ArrayList<>();
    Store.Walk walk = table.walk(null, false);
    while (walk.next()) {
      walked.add(walk.key());
    }
    return walked;
  }

  /** The last word of a key makes up for the first, so all have the hash of the first one. */
  private static byte[] colliding(long word) {
    return key(word, mixedLength(0) ^ mixedLength(word));
  }

  /** What {@link KeyHash} has made of a key of 16 bytes when it comes to its last word. */
  private static long mixedLength(long word) {
    long first = (2L * Long.BYTES * 0x9E3779B97F4A7C15L) ^ word;
    long mixed = (first ^ first >>> 32) * 0x6A09E667F3BCC909L;
    return (mixed ^ mixed >>> 29) * 0x9E3779B97F4A7C15L;
  }

  @Test
  void keysThatCollideAreFoundAllTheSame() {
    int count = 500;
    for (int i = 0; i < count; i++) {
      assertThat(KeyHash.of(colliding(i))).isEqualTo(KeyHash.of(colliding(0)));
      table.add(colliding(i), version(0, i, true));
      table.add(key(i), version(0, i, true));
      assertThat(table.find(colliding(i + 1), KeyHash.of(colliding(i + 1)))).isNull();
    }
    for (int i = 0; i < count; i++) {
      table.add(colliding(i), version(0, count + i, true));
      assertSame(
          group(colliding(i)).series(0), List.of(version(0, i, true), version(0, count + i, true)));
      assertSame(group(key(i)).series(0), List.of(version(0, i, true)));
    }
    assertThat(table.keys()).isEqualTo(2 * count);
    assertThat(walked()).hasSize(2 * count);
    assertThat(table.sample(key(0), key(-1, -1), 10).keys()).isBetween((long) count, 2L * count);
  }

  @Test
  void whoReadsBesideTheWriterSeesAllThatWasAddedBefore() throws Exception {
    int keys = 50;
    int count = 20_000;
    List<List<Long>> expected = new ArrayList<>();
    for (int i = 0; i < keys * LINES; i++) {
      expected.add(new ArrayList<>());
    }
    for (long seq = 0; seq < count; seq++) {
      expected.get(place(seq, keys)).add(seq);
    }
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> reading = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        reading.add(readers.submit(() -> readAlong(keys, count, expected)));
      }
      for (long seq = 0; seq < count; seq++) {
        int place = place(seq, keys);
        table.add(key(place / LINES), version(place % LINES, seq, seq < count / 2));
      }
      for (Future<?> one : reading) {
        one.get();
      }
    } finally {
      readers.shutdownNow();
    }
  }

  private static int place(long seq, int keys) {
    return (int) (seq * 31 % 1_009 % ((long) keys * LINES));
  }

  /** Reads until all is there; whatever is seen has to be the beginning of what is expected. */
  private void readAlong(int keys, int count, List<List<Long>> expected) {
    long seen = 0;
    while (seen < count) {
      long before = table.versions();
      seen = 0;
      for (int i = 0; i < keys; i++) {
        Group group = table.find(key(i), KeyHash.of(key(i)));
        for (int at = 0; group != null && at < group.lines(); at++) {
          Series series = group.series(at);
          List<Long> seqs = expected.get(i * LINES + group.line(at));
          for (int version = Math.max(0, series.size() - 3); version < series.size(); version++) {
            long seq = seqs.get(version);
            Version wanted = version(group.line(at), seq, seq < count / 2);
            assertThat(series.seq(version)).isEqualTo(seq);
            assertThat(series.validTo(version)).isEqualTo(wanted.validTo());
            assertThat(series.value(version))
                .isEqualTo(wanted.isDeletion() ? new byte[0] : key(seq));
          }
          seen += series.size();
        }
      }
      assertThat(seen).isGreaterThanOrEqualTo(before);
    }
  }
}
