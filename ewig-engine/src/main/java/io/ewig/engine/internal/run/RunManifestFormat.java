package io.ewig.engine.internal.run;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest of runs, {@code runs.ewm}: which runs there are, oldest first, and what made them;
 * replaced as a whole.
 *
 * <pre>
 *   0        8     12      16      48
 *   +--------+-----+-------+-------+-------------------+
 *   | magic  | crc | count | maker | count x 64 bytes  |
 *   | 8      | 4   | 4     | 32    |                   |
 *   +--------+-----+-------+-------+-------------------+
 *   magic "EWIGRUM" 0x02; crc: CRC32C of all behind it; maker: a hash of the rules by which the
 *   versions follow from the log (0x01 had none, so who made its runs is not known)
 *
 *   0        4       8         16       24      56      64
 *   +--------+-------+---------+--------+-------+-------+
 *   | number | level | fromSeq | endSeq | chain | bytes |
 *   | 4      | 4     | 8       | 8      | 32    | 8     |
 *   +--------+-------+---------+--------+-------+-------+
 * </pre>
 */
final class RunManifestFormat {

  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGRUM\u0002"));
  private static final int CRC = 8;
  private static final int CHECKED = 12;
  private static final int HEADER = 48;
  private static final int RECORD = 64;

  /**
   * A run in the manifest.
   *
   * @param number names the file; never used twice
   * @param bytes the file's length
   */
  record Entry(int number, int level, long fromSeq, long endSeq, Hash chain, long bytes) {

    static Entry of(Run run) {
      return new Entry(
          run.number(), run.level(), run.fromSeq(), run.endSeq(), run.chain(), run.bytes());
    }
  }

  /**
   * All that a manifest says.
   *
   * @param maker of the runs: under other rules they would hold other versions
   */
  record Runs(Hash maker, List<Entry> entries) {}

  private RunManifestFormat() {}

  static byte[] write(Hash maker, List<Entry> entries) {
    BytesOut out = new BytesOut(HEADER + entries.size() * RECORD);
    out.putLong(MAGIC).putInt(0).putInt(entries.size()).putHash(maker);
    for (Entry entry : entries) {
      out.putInt(entry.number).putInt(entry.level);
      out.putLong(entry.fromSeq).putLong(entry.endSeq);
      out.putHash(entry.chain).putLong(entry.bytes);
    }
    out.setInt(CRC, Checksum.of(out.array(), CHECKED, out.size() - CHECKED));
    return out.toArray();
  }

  static Runs read(byte[] bytes, String file) {
    BytesIn in = new BytesIn(bytes, file);
    if (bytes.length < HEADER || in.getLong() != MAGIC) {
      throw corrupt(file, "not a manifest of runs of a format this version knows");
    }
    if (in.getInt() != Checksum.of(bytes, CHECKED, bytes.length - CHECKED)) {
      throw corrupt(file, "the checksum of the manifest of runs does not hold");
    }
    int count = in.getInt();
    if (count < 0 || HEADER + (long) count * RECORD != bytes.length) {
      throw corrupt(file, count + " runs in " + bytes.length + " bytes");
    }
    Hash maker = in.getHash();
    List<Entry> entries = new ArrayList<>(count);
    long end = 0;
    for (int i = 0; i < count; i++) {
      Entry entry =
          new Entry(
              in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.getHash(), in.getLong());
      if (entry.fromSeq != end || entry.endSeq < end || entry.number < 0 || entry.bytes < 0) {
        throw corrupt(file, "run " + entry + " after seq " + end);
      }
      end = entry.endSeq;
      entries.add(entry);
    }
    return new Runs(maker, entries);
  }

  private static CorruptionException corrupt(String file, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, 0, what);
  }
}
