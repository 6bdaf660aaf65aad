package io.ewig.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.HeapMap;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.MemoryTable;
import io.ewig.engine.internal.version.Series;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that are written as patches come back as they were. */
class PatchTest {

  private static final byte[] KEY = {'k'};

  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.createTempFile("ewig-run", ".ewr");
    Files.delete(file);
  }

  @AfterEach
  void deleteFile() throws IOException {
    Files.deleteIfExists(file);
  }

  private Run run(List<Group> parts) throws IOException {
    Files.deleteIfExists(file);
    RunWriter.Extent extent = new RunWriter.Extent(0, 0, 1_000_000, Hash.ZERO);
    RunWriter writer = new RunWriter(new RealDisk(), file, FrameKeys.NONE, extent);
    writer.add(KEY, parts);
    writer.finish();
    byte[] bytes = Files.readAllBytes(file);
    return Run.open(new HeapMap(bytes), 1, FrameKeys.NONE, new PageCache(4096), "sample");
  }

  private static Group group(List<byte[]> values, int from) {
    MemoryTable table = new MemoryTable(0);
    for (int i = 0; i < values.size(); i++) {
      table.add(KEY, new Version(0, from + i, from + i, from + i, Version.OPEN, values.get(i)));
    }
    return table.find(KEY, KeyHash.of(KEY));
  }

  private static Series only(Run run) {
    return found(run).series(0);
  }

  private static Group found(Run run) {
    return run.find(KEY, KeyHash.of(KEY));
  }

  private static void assertHas(Series series, List<byte[]> values) {
    assertThat(series.size()).isEqualTo(values.size());
    for (int i = 0; i < values.size(); i++) {
      byte[] value = values.get(i);
      assertThat(series.version(i).value()).as("version %s", i).isEqualTo(value);
      int length = value == null ? 0 : value.length;
      assertThat(series.valueLength(i)).isEqualTo(length);
      byte[] room = new byte[length + 2];
      series.copyValue(i, room, 1);
      byte[] expected = new byte[length + 2];
      if (value != null) {
        System.arraycopy(value, 0, expected, 1, length);
      }
      assertThat(room).isEqualTo(expected);
    }
  }

  @Test
  void changesOfAnyKindComeBack() throws IOException {
    Randoms random = new Randoms(11);
    for (int round = 0; round < 300; round++) {
      List<byte[]> older = values(random, 1 + random.below(70));
      List<byte[]> newer = values(random, 1 + random.below(70));
      Run first = run(List.of(group(older, 0)));
      assertHas(only(first), older);
      Run merged = run(List.of(found(first), group(newer, 1000)));
      List<byte[]> all = new ArrayList<>(older);
      all.addAll(newer);
      assertHas(only(merged), all);
    }
  }

  private static List<byte[]> values(Randoms random, int count) {
    List<byte[]> values = new ArrayList<>();
    byte[] now = random.bytes(random.below(200));
    boolean hasDeletions = random.oneIn(2);
    for (int i = 0; i < count; i++) {
      now = changed(now, random);
      values.add(hasDeletions && random.oneIn(3) ? null : now);
    }
    return values;
  }

  private static byte[] changed(byte[] value, Randoms random) {
    switch (random.below(6)) {
      case 0:
        return value;
      case 1:
        return random.bytes(random.below(200));
      case 2: // something goes in
        int at = random.below(value.length + 1);
        byte[] more = random.bytes(random.below(20));
        byte[] longer = new byte[value.length + more.length];
        System.arraycopy(value, 0, longer, 0, at);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(value, at, longer, at + more.length, value.length - at);
        return longer;
      case 3: // something goes out
        int left = random.below(value.length + 1);
        byte[] shorter = new byte[left];
        System.arraycopy(value, value.length - left, shorter, 0, left);
        return shorter;
      default:
        byte[] other = value.clone();
        for (int changes = random.below(6); changes > 0 && other.length > 0; changes--) {
          other[random.below(other.length)]++;
        }
        return other;
    }
  }

  @Test
  void aRowThatChangesInTwoPlacesTakesLittle() throws IOException {
    List<byte[]> values = new ArrayList<>();
    Randoms random = new Randoms(3);
    byte[] row = random.bytes(1000);
    for (int i = 0; i < 1000; i++) {
      row = row.clone();
      row[10] = (byte) i;
      row[990] = (byte) (i >>> 8);
      values.add(row);
    }
    Run run = run(List.of(group(values, 0)));
    assertHas(only(run), values);
    assertThat(run.bytes()).isLessThan(100_000);
  }

  @Test
  void whatDiffersAltogetherIsNotPatched() throws IOException {
    List<byte[]> values = new ArrayList<>();
    Randoms random = new Randoms(4);
    for (int i = 0; i < 1000; i++) {
      values.add(random.bytes(100));
    }
    Run run = run(List.of(group(values, 0)));
    assertHas(only(run), values);
    assertThat(run.bytes()).isLessThan(100_000 + 6 * 1000 + 4 * RunFormat.PAGE);
  }
}
