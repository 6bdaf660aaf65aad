package io.ewig.engine.internal.history;

import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.crypt.TestKeys;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures what the version index takes; a program, not a test. Arguments: versions, keys, folder,
 * and "encrypted".
 */
final class VersionsSpeed {

  private static final int VALUE_BYTES = 100;
  private static final int QUESTIONS = 400_000;
  private static final Lineage MAIN = Lineage.of(0);

  private final int versions;
  private final int keys;
  private final VersionsOptions options;
  private final Randoms random = new Randoms(1);
  private long sum; // keeps answers alive

  private VersionsSpeed(String[] arguments) {
    versions = Integer.parseInt(arguments[0]);
    keys = Integer.parseInt(arguments[1]);
    Path folder = arguments.length > 2 ? Path.of(arguments[2]) : Folders.fresh();
    boolean isEncrypted = arguments.length > 3;
    options =
        VersionsOptions.of(
            folder.resolve("runs"),
            new RealDisk(),
            isEncrypted ? TestKeys.in(folder) : FrameKeys.NONE);
  }

  public static void main(String[] arguments) throws IOException {
    VersionsSpeed speed = new VersionsSpeed(arguments);
    speed.run();
    Folders.delete(speed.options.folder().getParent());
  }

  /** Twenty bytes with a common beginning, as the keys of a table have. */
  private static byte[] key(int number) {
    return ByteBuffer.allocate(20).putLong(77).putLong(number).putInt(7).array();
  }

  private static long nanos(long seq) {
    return 1_700_000_000_000_000_000L + seq * 1_000_000;
  }

  private void run() {
    Versions index = Versions.open(options, (seq, chain) -> true);
    fill(index);
    index.flush();
    long start = System.nanoTime();
    while (index.step()) {
      sum++;
    }
    say("last merges", (System.nanoTime() - start) / 1e9, "s");
    Statistics statistics = index.statistics();
    System.out.println(statistics);
    say("disk per version", (double) statistics.runBytes() / statistics.runVersions(), "bytes");
    index.close();
    start = System.nanoTime();
    Versions again = Versions.open(options, (seq, chain) -> true);
    say("open", (System.nanoTime() - start) / 1e9, "s");
    Moment now = new Moment(MAIN, Long.MAX_VALUE, Version.OPEN);
    for (int round = 0; round < 3; round++) {
      latency(again, "current find", () -> now);
      latency(again, "as-of find", this::past);
      latency(
          again,
          "valid-time find",
          () -> new Moment(MAIN, Long.MAX_VALUE, nanos(random.below(versions))));
      scans(again);
    }
    again.close();
    System.out.println(sum);
  }

  private Moment past() {
    long seq = 1 + random.below(versions);
    return new Moment(MAIN, seq, nanos(seq));
  }

  private void fill(Versions index) {
    long start = System.nanoTime();
    long steps = 0;
    byte[][] all = new byte[keys][];
    Arrays.setAll(all, VersionsSpeed::key);
    byte[] value = random.bytes(VALUE_BYTES);
    for (int seq = 0; seq < versions; seq++) {
      byte[] key = all[seq < keys ? seq : random.below(keys)];
      index.put(key, 0, seq, nanos(seq), nanos(seq), Version.OPEN, value.clone());
      if (seq % 10 == 9 || seq == versions - 1) {
        index.advance(seq + 1, Hash.ZERO);
        if (seq % 1000 == 999) {
          long before = System.nanoTime();
          while (index.step()) {
            sum++;
          }
          steps += System.nanoTime() - before;
        }
      }
    }
    long all2 = System.nanoTime() - start;
    say("put", versions * 1e3 / (all2 - steps), "M/s");
    say("flush and merge", steps / 1e9, "s");
  }

  private interface Moments {
    Moment next();
  }

  private void latency(Versions index, String what, Moments moments) {
    long[] nanos = new long[QUESTIONS / 10];
    for (int i = 0; i < nanos.length; i++) {
      byte[][] some = new byte[10][];
      Moment[] at = new Moment[10];
      for (int j = 0; j < 10; j++) {
        some[j] = key(random.below(keys));
        at[j] = moments.next();
      }
      long start = System.nanoTime();
      for (int j = 0; j < 10; j++) {
        Version found = index.find(some[j], at[j]);
        sum += found == null ? 0 : found.seq();
      }
      nanos[i] = (System.nanoTime() - start) / 10;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-20s p50 %d ns, p99 %d ns%n",
        what,
        nanos[nanos.length / 2],
        nanos[nanos.length * 99 / 100]);
  }

  private void scans(Versions index) {
    int width = Math.min(keys, 1321);
    long[] nanos = new long[300];
    for (int i = 0; i < nanos.length; i++) {
      int first = random.below(keys - width + 1);
      Moment at = past();
      long start = System.nanoTime();
      VersionCursor cursor = index.scan(key(first), key(first + width), at, false);
      while (cursor.next()) {
        sum += cursor.version().seq();
      }
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(Locale.ROOT, "%-20s p50 %d us%n", "scan of " + width, nanos[150] / 1000);
  }

  private static void say(String what, double figure, String unit) {
    System.out.printf(Locale.ROOT, "%-20s %.3f %s%n", what, figure, unit);
  }
}
