package io.ewig.engine.format.pack;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.hash.Preimage;
import java.nio.ByteBuffer;

/**
 * A pack, {@code store/pack-NNNNNNNN.ewp}: objects one behind the other, only ever appended to.
 *
 * <pre>
 *   0        8        12     16
 *   +--------+--------+------+-----------------------------------+
 *   | magic  | number | crc  | records                           |
 *   | 8      | 4      | 4    |                                   |
 *   +--------+--------+------+-----------------------------------+
 *   magic    "EWIGPCK" 0x01
 *   crc      CRC32C of the 12 bytes before it
 *   record = length: i32, frame of that length, see {@link FrameFormat}; its firstSeq is the
 *            offset of the record
 *   records = ( data key | mark | object, continued* )*
 *   object   the body is an {@link ObjectHeader} and the first bytes; continued ones hold the
 *            rest; the last frame of an object has the flag for it
 *   mark     no body: all before it was durable before any of it was written
 * </pre>
 *
 * <p>Bytes are appended in batches, and each batch starts with a mark. So what does not hold and
 * has a mark behind it is damage; what has none is a batch that was never forced. If frames are
 * encrypted, a data key comes before the first object that each opening adds.
 */
public final class PackFormat {

  public static final int HEADER_BYTES = 16;

  /** What a record has before its frame. */
  public static final int LENGTH_BYTES = 4;

  public static final int MARK_BYTES = LENGTH_BYTES + FrameFormat.BODY;

  /** Longer objects are continued in further frames. */
  public static final int FRAME_PLAIN_BYTES = 1 << 20;

  private static final int NUMBER = 8;
  private static final int CRC = 12;
  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGPCK\u0001"));
  private static final long NAME_MASK = 0x00FF_FFFF_FFFF_FFFFL; // without the version

  private PackFormat() {}

  public static byte[] header(int number) {
    BytesOut out = new BytesOut(HEADER_BYTES);
    out.putLong(MAGIC).putInt(number);
    return out.putInt(Checksum.of(out.array(), 0, CRC)).toArray();
  }

  /** Refuses a pack that is none, is another, or is of a later version. */
  public static void checkHeader(ByteBuffer bytes, int number, String file) {
    if (bytes.limit() < HEADER_BYTES) {
      throw corrupt(file, "a pack of " + bytes.limit() + " bytes, which has no header");
    }
    byte[] header = new byte[HEADER_BYTES];
    bytes.get(0, header);
    long magic = bytes.getLong(0);
    if (bytes.getInt(CRC) != Checksum.of(header, 0, CRC)) {
      throw corrupt(file, "the checksum of a pack's header does not hold");
    }
    if (magic != MAGIC && (magic & NAME_MASK) == (MAGIC & NAME_MASK)) {
      throw new UserException(
          ErrorCode.UNSUPPORTED_FORMAT,
          file + " has format version " + (magic >>> 56) + ", this release knows 1; use a newer");
    }
    if (magic != MAGIC || bytes.getInt(NUMBER) != number) {
      throw corrupt(file, "not pack " + number);
    }
  }

  private static CorruptionException corrupt(String file, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, 0, what);
  }

  /** The frame of a mark that lies at an offset. */
  public static void mark(BytesOut frame, long offset) {
    FrameSeal.open(frame, FrameFormat.MARK, offset);
    FrameSeal.close(frame, 0, 0);
  }
}
