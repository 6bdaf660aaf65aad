package io.ewig.engine.internal.run;

import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.MemoryTable;
import io.ewig.engine.internal.version.Store.Walk;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small run with all that a run can have in it. */
final class RunSamples {

  static final int KEYS = 10;
  static final int VERSIONS = 404;

  private static final int BUSY_KEYS = 8;
  private static final int ALONE = 8; // has one version
  private static final int LONG = 9; // has values that are too long for a group
  private static final int FIRST_OF_TABLE = 4; // is the prefix of those behind it

  private RunSamples() {}

  static byte[] key(int number) {
    if (number < FIRST_OF_TABLE) {
      return new byte[] {'k', (byte) number, 0, 1, 2, 3, 4, 5, (byte) (number * 3)};
    }
    byte[] key = new byte[RunFormat.PREFIX + (number == FIRST_OF_TABLE ? 0 : 2)];
    Arrays.fill(key, 0, RunFormat.PREFIX, (byte) 'r');
    if (number > FIRST_OF_TABLE) {
      key[RunFormat.PREFIX] = (byte) number;
    }
    return key;
  }

  static MemoryTable table() {
    Randoms random = new Randoms(42);
    MemoryTable table = new MemoryTable(100);
    for (int seq = 100; seq < 500; seq++) {
      int number = seq % 3 == 0 ? 0 : random.below(BUSY_KEYS); // the first one has full blocks
      int line = random.oneIn(4) ? random.below(3) : 0;
      boolean isPlain = number > 3;
      byte[] value = number == 2 && random.oneIn(3) ? null : value(number, random);
      long from = isPlain || random.oneIn(2) ? seq * 1000L : random.below(500_000);
      long to = isPlain || random.oneIn(2) ? Version.OPEN : from + 1 + random.below(10_000);
      table.add(key(number), new Version(line, seq, seq * 1000L, from, to, value));
    }
    table.add(key(ALONE), new Version(1, 500, 500_000, 500_000, Version.OPEN, new byte[] {7}));
    for (int seq = 501; seq < 504; seq++) {
      byte[] value = random.bytes(700);
      table.add(key(LONG), new Version(0, seq, seq * 1000L, seq * 1000L, Version.OPEN, value));
    }
    return table;
  }

  private static byte[] value(int number, Randoms random) {
    if (number != 2 && number != 6) {
      return random.bytes(number == 5 ? random.below(20) : 4);
    }
    byte[] value = new byte[number == 6 ? 50 : 40 + random.below(10)]; // most of it stays the same
    for (int changes = random.below(4); changes > 0; changes--) {
      value[random.below(value.length)] = (byte) random.below(256);
    }
    return value;
  }

  static byte[] run() throws IOException {
    Path file = Files.createTempFile("ewig-run", ".ewr");
    try {
      Hash chain = new Hash(1, 2, 3, 4);
      RunWriter writer =
          new RunWriter(
              new RealDisk(), file, FrameKeys.NONE, new RunWriter.Extent(2, 100, 504, chain));
      Walk walk = table().walk(null, false);
      while (walk.next()) {
        List<Group> parts = new ArrayList<>();
        parts.add(walk.group());
        writer.add(walk.key(), parts);
      }
      writer.finish();
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  static byte[] manifest() {
    Hash chain = new Hash(1, 2, 3, 4);
    return RunManifestFormat.write(
        new Hash(5, 6, 7, 8),
        List.of(
            new RunManifestFormat.Entry(7, 1, 0, 100, Hash.ZERO, 20_480),
            new RunManifestFormat.Entry(9, 0, 100, 500, chain, 16_384)));
  }

  /** Makes all checksums of a run hold again. */
  static void mend(byte[] run) {
    ByteBuffer bytes = ByteBuffer.wrap(run).order(ByteOrder.LITTLE_ENDIAN);
    int footer = run.length - RunFormat.PAGE;
    if (footer < RunFormat.PAGE) {
      return;
    }
    int checked = RunFormat.PAGE - RunFormat.CHECKED;
    bytes.putInt(RunFormat.CRC, Checksum.of(run, RunFormat.CHECKED, checked));
    int pages = footer / RunFormat.PAGE - 2; // one of checksums is enough for a small run
    int sums = (pages + 1) * RunFormat.PAGE;
    for (int page = 0; page < pages; page++) {
      int sum = Checksum.of(run, (page + 1) * RunFormat.PAGE, RunFormat.PAGE);
      bytes.putInt(sums + page * Integer.BYTES, sum);
    }
    if (pages >= 0) {
      bytes.putInt(footer + 92, Checksum.of(run, sums, RunFormat.PAGE));
    }
    bytes.putInt(footer + RunFormat.CRC, Checksum.of(run, footer + RunFormat.CHECKED, checked));
  }
}
