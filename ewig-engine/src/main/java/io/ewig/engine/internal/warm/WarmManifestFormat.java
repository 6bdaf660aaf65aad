package io.ewig.engine.internal.warm;

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
 * The manifest of warm files, {@code warm.ewm}: which there are, by rising seqs; replaced as a
 * whole.
 *
 * <pre>
 *   0        8     12      16
 *   +--------+-----+-------+-------------------+
 *   | magic  | crc | count | count x 60 bytes  |
 *   | 8      | 4   | 4     |                   |
 *   +--------+-----+-------+-------------------+
 *   magic "EWIGWRF" 0x01; crc: CRC32C of all behind it
 *
 *   0        4         12       20      28        60
 *   +--------+---------+--------+-------+---------+
 *   | number | fromSeq | endSeq | bytes | content |
 *   | 4      | 8       | 8      | 8     | 32      |
 *   +--------+---------+--------+-------+---------+
 *   number   names the file     content   SHA-256 of all of the file
 * </pre>
 */
final class WarmManifestFormat {

  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGWRF\u0001"));
  private static final int CRC = 8;
  private static final int CHECKED = 12;
  private static final int HEADER = 16;
  private static final int RECORD = 60;

  /** A file in the manifest. */
  record Entry(int number, long fromSeq, long endSeq, long bytes, Hash content) {}

  private WarmManifestFormat() {}

  static byte[] write(List<Entry> entries) {
    BytesOut out = new BytesOut(HEADER + entries.size() * RECORD);
    out.putLong(MAGIC).putInt(0).putInt(entries.size());
    for (Entry entry : entries) {
      out.putInt(entry.number).putLong(entry.fromSeq).putLong(entry.endSeq);
      out.putLong(entry.bytes).putHash(entry.content);
    }
    out.setInt(CRC, Checksum.of(out.array(), CHECKED, out.size() - CHECKED));
    return out.toArray();
  }

  static List<Entry> read(byte[] bytes, String file) {
    BytesIn in = new BytesIn(bytes, file);
    if (bytes.length < HEADER || in.getLong() != MAGIC) {
      throw corrupt(file, "not a manifest of warm files of a format this version knows");
    }
    if (in.getInt() != Checksum.of(bytes, CHECKED, bytes.length - CHECKED)) {
      throw corrupt(file, "the checksum of the manifest of warm files does not hold");
    }
    int count = in.getInt();
    if (count < 0 || HEADER + (long) count * RECORD != bytes.length) {
      throw corrupt(file, count + " warm files in " + bytes.length + " bytes");
    }
    List<Entry> entries = new ArrayList<>(count);
    long end = 0;
    for (int i = 0; i < count; i++) {
      Entry entry = new Entry(in.getInt(), in.getLong(), in.getLong(), in.getLong(), in.getHash());
      if (entry.fromSeq < end
          || entry.endSeq <= entry.fromSeq
          || entry.number < 0
          || entry.bytes < 0) {
        throw corrupt(file, "warm file " + entry + " behind seq " + end);
      }
      end = entry.endSeq;
      entries.add(entry);
    }
    return entries;
  }

  private static CorruptionException corrupt(String file, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, 0, what);
  }
}
