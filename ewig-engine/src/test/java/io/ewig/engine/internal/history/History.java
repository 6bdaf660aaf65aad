package io.ewig.engine.internal.history;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A random log of commits on a few lines, which can be put again from any commit on. */
final class History {

  static final int LINES = 5;

  private final Randoms random;
  private final List<byte[]> keys = new ArrayList<>();
  private final List<Commit> commits = new ArrayList<>();
  private long nanos = 1_000_000;

  record Entry(byte[] key, Version version) {}

  record Commit(List<Entry> entries, long endSeq, Hash chain) {}

  History(Randoms random, int keyCount) {
    this.random = random;
    for (int i = 0; i < keyCount; i++) {
      byte[] key = random.bytes(random.below(20));
      for (int j = 0; j < key.length; j++) {
        key[j] = (byte) (key[j] & (j < 6 ? 0x80 : 0xFF)); // long common beginnings
      }
      keys.add(key);
    }
  }

  List<Commit> commits() {
    return commits;
  }

  long endSeq() {
    return commits.isEmpty() ? 0 : commits.get(commits.size() - 1).endSeq();
  }

  byte[] key() {
    return random.oneIn(10) ? random.bytes(random.below(4)) : keys.get(random.below(keys.size()));
  }

  Commit next() {
    List<Entry> entries = new ArrayList<>();
    long seq = endSeq();
    int line = random.below(LINES);
    nanos += random.below(100);
    for (int left = random.below(8); left > 0; left--) {
      seq += random.oneIn(5) ? 0 : 1 + random.below(3);
      entries.add(new Entry(keys.get(random.below(keys.size())), version(line, seq)));
    }
    Hash chain = Hash.of(random.bytes(Hash.BYTES));
    Commit commit = new Commit(entries, seq + 1 + random.below(3), chain);
    commits.add(commit);
    return commit;
  }

  private Version version(int line, long seq) {
    byte[] value = random.oneIn(6) ? null : random.oneIn(20) ? random.bytes(5000) : small(line);
    long at = random.oneIn(50) ? nanos - random.below(1000) : nanos;
    long from = random.oneIn(3) ? Math.min(instant(), nanos) : at;
    long to = random.oneIn(3) ? from + 1 + random.below(3000) : Version.OPEN;
    if (random.oneIn(30)) {
      from = Long.MIN_VALUE;
    }
    boolean isPlain = line == 0 && !random.oneIn(100); // so that some series are
    return isPlain
        ? new Version(line, seq, nanos, nanos, Version.OPEN, value)
        : new Version(line, seq, at, from, to, value);
  }

  /** On some lines values are of a size that is worth a patch. */
  private byte[] small(int line) {
    byte[] value = new byte[line % 2 == 0 ? 1 : 30 + random.below(3)];
    value[random.below(value.length)] = (byte) random.below(3);
    return value;
  }

  long instant() {
    int kind = random.below(20);
    return kind == 0
        ? Long.MAX_VALUE
        : kind == 1 ? Long.MIN_VALUE : 999_000 + random.longBelow(nanos - 999_000 + 2000);
  }

  long seq() {
    return random.oneIn(4) ? Long.MAX_VALUE : random.longBelow(endSeq() + 3);
  }

  Lineage lineage() {
    Map<Integer, Long> limits = new TreeMap<>();
    for (int line = 0; line < LINES + 20; line++) {
      if (line < LINES ? random.oneIn(2) : random.oneIn(20)) {
        limits.put(line, seq());
      }
    }
    return Lineage.of(limits);
  }

  static void apply(Commit commit, Versions to) {
    for (Entry entry : commit.entries()) {
      Version v = entry.version();
      to.put(
          entry.key(), v.line(), v.seq(), v.systemNanos(), v.validFrom(), v.validTo(), v.value());
    }
    to.advance(commit.endSeq(), commit.chain());
  }

  /** Puts all commits that an index does not have yet. */
  void catchUp(Versions versions) {
    long from = versions.applied().endSeq();
    commits.stream().filter(c -> c.endSeq() > from).forEach(c -> apply(c, versions));
  }

  boolean has(long endSeq, Hash chain) {
    return commits.stream().anyMatch(c -> c.endSeq() == endSeq && c.chain().equals(chain));
  }
}
