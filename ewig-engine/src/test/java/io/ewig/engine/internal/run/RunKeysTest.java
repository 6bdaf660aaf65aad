package io.ewig.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.crypt.TestKeys;
import io.ewig.engine.internal.disk.HeapMap;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.MemoryTable;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Scan;
import io.ewig.engine.internal.version.Store.Walk;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are found and walked over as if none of them shared a start with others. */
class RunKeysTest {

  private static final byte[] VALUE = {1};

  @TempDir private Path folder;

  private Run run(TreeSet<byte[]> keys, FrameKeys locks) throws IOException {
    MemoryTable table = new MemoryTable(0);
    int seq = 0;
    for (byte[] key : keys) {
      table.add(key, new Version(0, seq, seq, seq, Version.OPEN, VALUE));
      seq++;
    }
    Path file = folder.resolve("run");
    Files.deleteIfExists(file);
    RunWriter.Extent extent = new RunWriter.Extent(0, 0, keys.size(), Hash.ZERO);
    RunWriter writer = new RunWriter(new RealDisk(), file, locks, extent);
    Walk walk = table.walk(null, false);
    while (walk.next()) {
      writer.add(walk.key(), List.<Group>of(walk.group()));
    }
    writer.finish();
    HeapMap map = new HeapMap(Files.readAllBytes(file));
    return Run.open(map, 1, locks, new PageCache(1 << 20), "sample");
  }

  private static TreeSet<byte[]> keys() {
    return new TreeSet<>(Arrays::compareUnsigned);
  }

  private static void assertHas(Run run, TreeSet<byte[]> keys, TreeSet<byte[]> others) {
    for (byte[] key : keys) {
      Group group = run.find(key, KeyHash.of(key));
      assertThat(group).isNotNull();
      assertThat(group.key()).isEqualTo(key);
      assertThat(group.series(0).value(0)).isEqualTo(VALUE);
    }
    for (byte[] other : others) {
      assertThat(run.find(other, KeyHash.of(other)) != null).isEqualTo(keys.contains(other));
      Walk forward = run.walk(other, false);
      assertSame(forward.next() ? forward.key() : null, keys.ceiling(other));
      Walk backward = run.walk(other, true);
      assertSame(backward.next() ? backward.key() : null, keys.lower(other));
    }
    Walk walk = run.walk(null, false);
    byte[] before = {};
    for (byte[] key : keys) {
      assertThat(walk.next()).isTrue();
      assertThat(walk.key()).isEqualTo(key);
      assertThat(walk.compare(key)).isZero();
      assertThat(walk.compare(before)).isGreaterThanOrEqualTo(0);
      before = key;
    }
    assertThat(walk.next()).isFalse();
  }

  private static void assertSame(byte[] found, byte[] expected) {
    assertThat(found).isEqualTo(expected);
  }

  private static void assertScans(Run run, TreeSet<byte[]> keys) {
    byte[] from = {};
    byte[] to = new byte[64];
    Arrays.fill(to, (byte) 0xFF);
    Scan scan = run.scan(from, to, new Moment(Lineage.of(0), Long.MAX_VALUE, Long.MAX_VALUE));
    BytesOut copy = new BytesOut(16);
    for (byte[] key : keys) {
      assertThat(scan.next()).isTrue();
      copy.clear();
      scan.copyKey(copy);
      assertThat(copy.toArray()).isEqualTo(key);
      byte[] longer = Arrays.copyOf(key, key.length + 3);
      assertThat(scan.compare(longer, key.length)).isZero();
      assertThat(scan.compare(longer, key.length + 1)).isNegative();
      if (key.length > 0) {
        assertThat(scan.compare(key, key.length - 1)).isPositive();
      }
    }
    assertThat(scan.next()).isFalse();
  }

  /** Few different bytes, so that all starts are shared by some. */
  private static byte[] key(Randoms random) {
    byte[] key = new byte[random.oneIn(4) ? random.below(40) : 15 + random.below(6)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.oneIn(12) ? random.below(3) - 1 : 0);
    }
    return key;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keysOfAllLengthsAreFoundAndInOrder(boolean isEncrypted) throws IOException {
    Randoms random = new Randoms(17);
    FrameKeys locks = isEncrypted ? TestKeys.in(folder) : FrameKeys.NONE;
    for (int round = 0; round < 30; round++) {
      TreeSet<byte[]> keys = keys();
      TreeSet<byte[]> others = keys();
      for (int i = random.below(300); i >= 0; i--) {
        keys.add(key(random));
        others.add(key(random));
      }
      Run run = run(keys, locks);
      assertHas(run, keys, others);
      assertScans(run, keys);
    }
  }

  @Test
  void morePrefixesThanAreKeptMakeNoDifference() throws IOException {
    TreeSet<byte[]> keys = keys();
    for (int world = 0; world < RunFormat.PREFIXES_MAX + 10; world++) {
      byte[] key = new byte[RunFormat.PREFIX + 1];
      key[1] = (byte) (world >>> 16);
      key[2] = (byte) (world >>> 8);
      key[3] = (byte) world;
      keys.add(key);
      byte[] second = key.clone();
      second[RunFormat.PREFIX] = 1;
      keys.add(second);
    }
    Run run = run(keys, FrameKeys.NONE);
    TreeSet<byte[]> last = keys();
    last.addAll(keys.tailSet(new byte[] {0, 0, (byte) 0xFF}));
    last.forEach(key -> assertThat(run.find(key, KeyHash.of(key))).isNotNull());
    assertThat(last.size()).isGreaterThan(20);
    Walk walk = run.walk(null, false);
    for (byte[] key : keys) {
      walk.next();
      assertThat(walk.compare(key)).isZero();
    }
  }

  @Test
  void aTablesIdIsWrittenTwice() throws IOException {
    TreeSet<byte[]> keys = keys();
    for (int row = 0; row < 1000; row++) {
      byte[] key = new byte[RunFormat.PREFIX + 2];
      Arrays.fill(key, 0, RunFormat.PREFIX, (byte) 0x5A);
      key[RunFormat.PREFIX] = (byte) (row >>> 8);
      key[RunFormat.PREFIX + 1] = (byte) row;
      keys.add(key);
    }
    run(keys, FrameKeys.NONE);
    int found = 0;
    byte[] bytes = Files.readAllBytes(folder.resolve("run"));
    for (int i = 0; i + RunFormat.PREFIX <= bytes.length; i++) {
      byte[] prefix = Arrays.copyOf(keys.first(), RunFormat.PREFIX);
      found += Arrays.equals(bytes, i, i + RunFormat.PREFIX, prefix, 0, RunFormat.PREFIX) ? 1 : 0;
    }
    assertThat(found).isEqualTo(2); // by the first key, before it was known that there are more
  }
}
