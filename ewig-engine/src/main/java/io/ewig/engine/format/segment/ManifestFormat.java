package io.ewig.engine.format.segment;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments manifest, {@code segments.ewm}: what is known for certain about the log's files.
 *
 * <pre>
 *   header, 32 bytes                     record, 128 bytes
 *   0        8         24     28         0     4      8      9        12       16
 *   +--------+---------+------+-----+    +-----+------+------+--------+--------+------
 *   | magic  | store   | crc  | 0   |    | crc | form | kind | writer | number | base
 *   | 8      | 16      | 4    | 4   |    | 4   | 4    | 1    | 1 + 2  | 4      | 8
 *   +--------+---------+------+-----+    +-----+------+------+--------+--------+------
 *   magic "EWIGMAN" 0x01                 24      32    40            48           56
 *                                        +-------+-----+-------------+------------+
 *   crc of a record: CRC32C of its       | count | end | first nanos | last nanos |
 *   bytes from 4 on                      | 8     | 8   | 8           | 8          |
 *                                        +-------+-----+-------------+------------+
 *                                        56       88      120       124        128
 *                                        +--------+-------+---------+----------+
 *                                        | chain  | root  | fileCrc | room     |
 *                                        | 32     | 32    | 4       | 4        |
 *                                        +--------+-------+---------+----------+
 * </pre>
 *
 * <p>Records are appended and forced one by one. The first one whose checksum does not hold ends
 * the manifest if it is the last; before others it is damage.
 */
public final class ManifestFormat {

  public static final int HEADER_BYTES = 32;
  public static final int RECORD_BYTES = 128;

  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGMAN\u0001"));
  private static final int HEADER_CRC = 24;

  /** What a record says. */
  public enum Kind {
    /** The segment is complete and will not change. */
    SEALED(1),
    /** The writer closed the log; the last segment ends here. */
    CLEAN(2),
    /** A writer took the log up again: the CLEAN before no longer holds. */
    OPENED(3),
    /** A sealed segment lies in another file now: of the same history, with payloads erased. */
    REWRITTEN(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** Who writes a segment's file. */
  public enum Writer {
    CHRONICLE(1, "cq4", "19700101-000001E.cq4"), // what a queue calls the file of cycle 1
    PLAIN(2, "ewl", "events.ewl");

    private final int code;
    private final String extension;
    private final String growing;

    Writer(int code, String extension, String growing) {
      this.code = code;
      this.extension = extension;
      this.growing = growing;
    }

    /** What the file of a segment is called while it grows, in a directory of its own. */
    public String growing() {
      return growing;
    }

    public String extension() {
      return extension;
    }
  }

  /**
   * @param form how often the segment was rewritten; its files are named after that
   * @param end offset in the segment's file after its last record
   * @param chain the log chain at the end of the segment
   * @param root the Merkle root over the log up to there
   * @param fileCrc CRC32C of the file up to {@code end}
   * @param room how many bytes of the file have real blocks, so that writing there can't fail
   */
  public record Entry(
      int form,
      Kind kind,
      Writer writer,
      int number,
      long baseSeq,
      long count,
      long end,
      long firstNanos,
      long lastNanos,
      Hash chain,
      Hash root,
      int fileCrc,
      int room) {

    public long endSeq() {
      return baseSeq + count;
    }

    /** The same with something else to say. */
    public Entry as(Kind other) {
      return new Entry(
          form,
          other,
          writer,
          number,
          baseSeq,
          count,
          end,
          firstNanos,
          lastNanos,
          chain,
          root,
          fileCrc,
          room);
    }
  }

  /** A manifest as it was read; a torn last record is left out. */
  public record Content(Origin store, List<Entry> entries) {}

  private ManifestFormat() {}

  public static byte[] header(Origin store) {
    BytesOut out = new BytesOut(HEADER_BYTES);
    out.putLong(MAGIC).putLong(store.high()).putLong(store.low());
    out.putInt(Checksum.of(out.array(), 0, HEADER_CRC)).putInt(0);
    return out.toArray();
  }

  public static byte[] record(Entry entry) {
    BytesOut out = new BytesOut(RECORD_BYTES);
    out.putInt(0)
        .putInt(entry.form)
        .putByte(entry.kind.code)
        .putByte(entry.writer.code)
        .putShort(0);
    out.putInt(entry.number).putLong(entry.baseSeq).putLong(entry.count).putLong(entry.end);
    out.putLong(entry.firstNanos).putLong(entry.lastNanos);
    out.putHash(entry.chain).putHash(entry.root).putInt(entry.fileCrc).putInt(entry.room);
    out.setInt(0, Checksum.of(out.array(), 4, RECORD_BYTES - 4));
    return out.toArray();
  }

  public static Content read(byte[] bytes, String file) {
    BytesIn in = new BytesIn(bytes, file);
    if (bytes.length < HEADER_BYTES
        || in.getLong() != MAGIC
        || crcAt(bytes, HEADER_CRC) != Checksum.of(bytes, 0, HEADER_CRC)) {
      throw new CorruptionException(ErrorCode.CORRUPT_FILE, file, 0, "not a segments manifest");
    }
    Origin store = new Origin(in.getLong(), in.getLong());
    List<Entry> entries = new ArrayList<>();
    for (int at = HEADER_BYTES; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
      if (crcAt(bytes, at) == Checksum.of(bytes, at + 4, RECORD_BYTES - 4)) {
        entries.add(readRecord(in, at));
      } else if (at + 2 * RECORD_BYTES <= bytes.length) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_RECORD, file, at, "the checksum of a manifest record does not hold");
      }
    }
    return new Content(store, List.copyOf(entries));
  }

  private static int crcAt(byte[] bytes, int at) {
    BytesIn in = new BytesIn(bytes, "");
    in.moveTo(at);
    return in.getInt();
  }

  private static Entry readRecord(BytesIn in, int at) {
    in.moveTo(at + 4);
    int form = in.getInt();
    int kind = in.getByte();
    int writer = in.getByte();
    in.skip(2);
    return new Entry(
        form,
        Arrays.stream(Kind.values())
            .filter(k -> k.code == kind)
            .findFirst()
            .orElseThrow(() -> in.malformed("a manifest record of kind " + kind)),
        Arrays.stream(Writer.values())
            .filter(w -> w.code == writer)
            .findFirst()
            .orElseThrow(() -> in.malformed("a segment by the writer " + writer)),
        in.getInt(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getHash(),
        in.getHash(),
        in.getInt(),
        in.getInt());
  }
}
