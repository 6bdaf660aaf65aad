package io.ewig.engine.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.internal.version.VersionBatch;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;

/** Asks an index and the oracle the same. */
final class Questions {

  private final Randoms random;
  private final History history;
  private final VersionOracle oracle;
  private long asked;

  Questions(Randoms random, History history, VersionOracle oracle) {
    this.random = random;
    this.history = history;
    this.oracle = oracle;
  }

  long asked() {
    return asked;
  }

  void ask(Versions versions, int count) {
    for (int i = 0; i < count; i++) {
      asked++;
      switch (random.below(20)) {
        case 0 -> scan(versions);
        case 1 -> history(versions);
        case 2 -> timeline(versions);
        case 3 -> newest(versions);
        case 4 -> ranks(versions);
        default -> find(versions);
      }
    }
  }

  private Moment moment() {
    return new Moment(history.lineage(), history.seq(), history.instant());
  }

  private void find(Versions versions) {
    byte[] key = history.key();
    Moment at = moment();
    assertSame(versions.find(key, at), oracle.find(key, at), at);
  }

  private void newest(Versions versions) {
    byte[] key = history.key();
    Lineage lineage = history.lineage();
    assertThat(versions.newestSeq(key, lineage, Long.MAX_VALUE))
        .isEqualTo(oracle.newestSeq(key, lineage));
  }

  private void ranks(Versions versions) {
    byte[] key = history.key();
    Lineage lineage = history.lineage();
    long before = history.seq();
    assertThat(versions.count(key, lineage, before))
        .isEqualTo(oracle.seqs(key, lineage, 0, before).length);
    long[] all = oracle.seqs(key, lineage, 0, Long.MAX_VALUE);
    int n = random.below(all.length + 2);
    assertThat(versions.select(key, lineage, n)).isEqualTo(n < all.length ? all[n] : -1);
    long from = random.oneIn(3) ? 0 : history.seq();
    long[] some = oracle.seqs(key, lineage, from, before);
    int atMost = 1 + random.below(some.length + 2);
    assertThat(versions.seqs(key, lineage, from, before, atMost))
        .isEqualTo(Arrays.copyOf(some, Math.min(atMost, some.length)));
  }

  private void history(Versions versions) {
    byte[] key = history.key();
    Lineage lineage = history.lineage();
    long from = random.oneIn(3) ? history.seq() : 0;
    long to = history.seq();
    HistoryCursor cursor = versions.history(key, lineage, from, to);
    for (Version expected : oracle.history(key, lineage, from, to)) {
      assertThat(cursor.next()).as("has %s", expected).isTrue();
      assertSame(cursor.version(), expected, lineage);
    }
    assertThat(cursor.next()).as("has more").isFalse();
  }

  private void timeline(Versions versions) {
    byte[] key = history.key();
    Lineage lineage = history.lineage();
    long before = history.seq();
    long from = random.oneIn(2) ? Long.MIN_VALUE : history.instant();
    long to = random.oneIn(2) ? Version.OPEN : history.instant();
    if (from >= to) {
      return;
    }
    assertThat(text(versions.timeline(key, lineage, before, from, to)))
        .isEqualTo(text(oracle.timeline(key, lineage, before, from, to)));
  }

  private static List<String> text(List<Period> periods) {
    return periods.stream()
        .map(p -> p.validFrom() + ".." + p.validTo() + "=" + Arrays.hashCode(p.value()))
        .toList();
  }

  private void scan(Versions versions) {
    byte[] from = random.oneIn(3) ? null : history.key();
    byte[] to = random.oneIn(3) ? null : history.key();
    if (from != null && to != null && Arrays.compareUnsigned(from, to) > 0) {
      return;
    }
    Moment at = moment();
    boolean backward = random.oneIn(2);
    VersionCursor cursor = versions.scan(from, to, at, backward);
    NavigableMap<byte[], Version> all = oracle.scan(from, to, at);
    expect(cursor, backward ? all.descendingMap() : all, at, Integer.MAX_VALUE, versions);
    if (from != null && to != null) {
      expect(versions.scan(from, to, at), all, at, versions);
    }
    byte[] target = history.key();
    cursor.seek(target);
    NavigableMap<byte[], Version> rest =
        backward ? all.headMap(target, true).descendingMap() : all.tailMap(target, true);
    int some = random.below(5);
    expect(cursor, rest, at, some, versions);
  }

  /** In batches of some few. */
  private void expect(
      VersionScan scan, NavigableMap<byte[], Version> expected, Moment at, Versions versions) {
    VersionBatch batch = new VersionBatch();
    Iterator<Map.Entry<byte[], Version>> left = expected.entrySet().iterator();
    do {
      batch.start(1 + random.below(40));
      scan.read(batch);
      for (int i = 0; i < batch.count(); i++) {
        Map.Entry<byte[], Version> next = left.next();
        assertThat(batch.key(i)).isEqualTo(next.getKey());
        assertSame(batch.version(i), next.getValue(), at);
      }
      if (random.oneIn(4)) {
        versions.step(); // under the scan's feet
      }
    } while (batch.count() > 0);
    assertThat(left.hasNext()).isFalse();
  }

  private void expect(
      VersionCursor cursor,
      NavigableMap<byte[], Version> expected,
      Moment at,
      int atMost,
      Versions versions) {
    List<Map.Entry<byte[], Version>> entries = new ArrayList<>(expected.entrySet());
    for (int i = 0; i < entries.size() && i < atMost; i++) {
      assertThat(cursor.next()).as("has entry %s", i).isTrue();
      assertThat(cursor.key()).isEqualTo(entries.get(i).getKey());
      assertSame(cursor.version(), entries.get(i).getValue(), at);
      if (random.oneIn(20)) {
        versions.step(); // under the cursor's feet
      }
    }
    if (entries.size() <= atMost) {
      assertThat(cursor.next()).as("has more").isFalse();
      assertThat(cursor.next()).as("has more, asked again").isFalse();
    }
  }

  static void assertSame(Version found, Version expected, Object at) {
    boolean isSame =
        Objects.equals(found, expected)
            || (found != null
                && expected != null
                && found.line() == expected.line()
                && found.seq() == expected.seq()
                && found.systemNanos() == expected.systemNanos()
                && found.validFrom() == expected.validFrom()
                && found.validTo() == expected.validTo()
                && Arrays.equals(found.value(), expected.value()));
    assertThat(isSame).as("%s instead of %s at %s", found, expected, at).isTrue();
  }
}
