package io.ewig.engine.format;

/**
 * A frame: the unit of checksum and of encryption.
 *
 * <pre>
 *   0      1       2        4        8          16
 *   +------+-------+--------+--------+----------+---------------------+-------+
 *   | kind | flags | count  | crc32c | firstSeq | body                | pad   |
 *   | 1    | 1     | 2      | 4      | 8        | or its ciphertext   | 0..3  |
 *   +------+-------+--------+--------+----------+---------------------+-------+
 *   kind     1 segment header, 2 commit, 3 commit continued, 4 data key, 5 chunk of a file,
 *            6 object of a pack, 7 object continued, 8 mark of a pack
 *   flags    bit 0 last frame of its commit or object, bit 1 encrypted, bits 6-7 bytes of padding
 *   count    number of events in this frame
 *   crc32c   over all of the frame but itself
 *   firstSeq seq of the first event in this frame, or of the next one to come; in a pack, the
 *            offset of the frame's record
 * </pre>
 *
 * <p>The length of a frame is a multiple of four and comes from its record. When encrypted, the
 * body is AES-256-GCM under the data key before it in the file, with the first 16 bytes (checksum
 * and padding count zero) as additional data and firstSeq as nonce: no two frames of a file start
 * with the same seq.
 */
public final class FrameFormat {

  public static final int KIND = 0;
  public static final int FLAGS = 1;
  public static final int COUNT = 2;
  public static final int CRC = 4;
  public static final int SEQ = 8;
  public static final int BODY = 16;

  public static final int SEGMENT_HEADER = 1;
  public static final int COMMIT = 2;
  public static final int CONTINUED = 3;
  public static final int DATA_KEY = 4;
  public static final int CHUNK = 5;
  public static final int OBJECT = 6;
  public static final int OBJECT_CONTINUED = 7;
  public static final int MARK = 8;

  public static final int LAST = 1;
  public static final int ENCRYPTED = 2;
  public static final int PAD_SHIFT = 6;

  /**
   * A frame is closed after the event that takes it past this: large enough that its header costs
   * little, small enough that a random read checks its checksum in a quarter of a microsecond.
   */
  public static final int TARGET_BYTES = 4096;

  /** One inline payload of 1 MiB and the longest words a commit may have, with room to spare. */
  public static final int BYTES_MAX = (2 << 20) - 8192;

  private FrameFormat() {}
}
