package io.ewig.engine.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Randoms;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One thread writes, one does the background work, some read: each reader sees exactly the commits
 * before its seq.
 *
 * <p>The model is arithmetic: the version with seq s belongs to key s mod {@value #KEYS}, its value
 * is s.
 */
class VersionsConcurrencyTest {

  private static final int KEYS = 101;
  private static final int COMMIT = 7;
  private static final int COMMITS = Tier.count(30_000, 500_000);

  private Path folder;
  private Versions versions;
  private volatile boolean over;

  @BeforeEach
  void open() {
    folder = Folders.fresh();
    versions =
        Versions.open(
            Folders.options(folder, new RealDisk(), FrameKeys.NONE, 50_000), (seq, chain) -> true);
  }

  @AfterEach
  void close() throws Exception {
    versions.close();
    Folders.delete(folder);
  }

  @Test
  void readersSeeWholeCommitsWhileRunsComeAndGo() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> readers = new ArrayList<>();
      readers.add(threads.submit(reader(1)));
      readers.add(threads.submit(reader(2)));
      Future<Long> stepper = threads.submit(this::work);
      Future<Long> writer = threads.submit(this::write);
      writer.get();
      long asked = 0;
      for (Future<Long> reader : readers) {
        asked += reader.get();
      }
      System.out.println("versions: " + asked + " answers beside " + stepper.get() + " steps");
      assertThat(asked).isPositive();
      assertThat(versions.statistics().versions()).isEqualTo((long) COMMITS * COMMIT);
    } finally {
      over = true;
      threads.shutdown();
    }
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(12).putInt(3).putLong(number).array();
  }

  private long write() {
    try {
      long seq = 0;
      for (int i = 0; i < COMMITS; i++) {
        for (int j = 0; j < COMMIT; j++, seq++) {
          byte[] value = ByteBuffer.allocate(8).putLong(seq).array();
          versions.put(key(seq % KEYS), (int) (seq / KEYS % 2), seq, seq, seq, Version.OPEN, value);
        }
        versions.advance(seq, Hash.ZERO);
      }
      return seq;
    } finally {
      over = true;
    }
  }

  private long work() {
    long steps = 0;
    while (!over) {
      if (versions.step()) {
        steps++;
      } else {
        Thread.onSpinWait();
      }
    }
    return steps;
  }

  private Callable<Long> reader(long seed) {
    return () -> {
      Randoms random = new Randoms(seed);
      Lineage both = Lineage.of(Map.of(0, Long.MAX_VALUE, 1, Long.MAX_VALUE));
      long asked = 0;
      while (!over) {
        long end = versions.applied().endSeq();
        if (end % COMMIT != 0) {
          throw new AssertionError("half a commit: " + end);
        }
        long before = random.oneIn(2) ? end : random.longBelow(end + 1);
        ask(random, both, before);
        asked++;
      }
      return asked;
    };
  }

  private void ask(Randoms random, Lineage lineage, long before) {
    Moment at = new Moment(lineage, before, Long.MAX_VALUE);
    int number = random.below(KEYS);
    Version found = versions.find(key(number), at);
    long expected = expected(number, before);
    assertThat(found == null ? -1 : found.seq())
        .as("key %s before %s", number, before)
        .isEqualTo(expected);
    if (found != null) {
      assertThat(ByteBuffer.wrap(found.value()).getLong()).isEqualTo(expected);
    }
    if (random.oneIn(50)) {
      scan(at, random.oneIn(2));
    }
    if (random.oneIn(50)) {
      HistoryCursor history = versions.history(key(number), lineage, 0, before);
      for (long seq = expected; seq >= 0 && seq > expected - 200 * KEYS; seq -= KEYS) {
        assertThat(history.next()).isTrue();
        assertThat(history.version().seq()).isEqualTo(seq);
      }
    }
  }

  /** The last seq of a key before another seq, or -1. */
  private static long expected(long number, long before) {
    long last = before - 1 - Math.floorMod(before - 1 - number, (long) KEYS);
    return last < 0 ? -1 : last;
  }

  private void scan(Moment at, boolean backward) {
    VersionCursor cursor = versions.scan(null, null, at, backward);
    for (int i = 0; i < KEYS; i++) {
      int number = backward ? KEYS - 1 - i : i;
      long expected = expected(number, at.beforeSeq());
      if (expected >= 0) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.key()).isEqualTo(key(number));
        assertThat(cursor.version().seq()).isEqualTo(expected);
      }
    }
    assertThat(cursor.next()).isFalse();
  }
}
