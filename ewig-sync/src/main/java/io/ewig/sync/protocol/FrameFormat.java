package io.ewig.sync.protocol;

/**
 * How messages lie one after the other, little-endian.
 *
 * <pre>
 * body         = frame*                       an HTTP body, or a message of a WebSocket
 * frame        = kind: u8, length: varint, content (length bytes), check: u32
 *                check is the CRC32C of all that comes before it in the frame
 *
 * 1 hello        = version: u8, flags: u8, from: origin, ( standing | digest: i64 ),
 *                  [ vector ], [ root: 32 ]
 *   flags        = bit 0: standing follows ; bit 1: root follows ; bit 2: wants events ;
 *                  bit 3: asks for the root ; bit 4: gives events ; bit 5: a vector of what is
 *                  expected follows
 * 2 events       = a batch, see {@link BatchFormat}
 * 3 blob         = bytes
 * 4 acknowledged = taken: varint, known: varint, vector
 * 5 refused      = reason: varint, text (UTF-8, to the end)
 * 6 fork         = origin, originSeq: varint, one: 32, other: 32,
 *                  count: varint, ( originSeq: varint, hash: 32, seal: text )*     of one or both
 *                  see {@link io.ewig.engine.crypt.CommitSignature}
 *
 * standing       = count: varint, ( origin, originSeq: varint, mark: i64 )*     sorted by origin
 * vector         = count: varint, ( origin, originSeq: varint )*     sorted by origin
 * origin         = 16 bytes
 * text           = length: varint, UTF-8
 * </pre>
 *
 * <p>A reader refuses a kind that it does not know, and a hello of another version by {@link
 * Reason#VERSION}: what comes with it is not looked at.
 */
public final class FrameFormat {

  /** Revision of the protocol {@code ewig-sync/1}. */
  public static final int VERSION = 3;

  /** What a body is called in HTTP. */
  public static final String CONTENT_TYPE = "application/vnd.ewig-sync.v1";

  static final int HELLO = 1;
  static final int EVENTS = 2;
  static final int BLOB = 3;
  static final int ACKNOWLEDGED = 4;
  static final int REFUSED = 5;
  static final int FORK = 6;

  static final int HAS_STANDING = 1;
  static final int HAS_ROOT = 2;
  static final int WANTS = 4;
  static final int ASKS_ROOT = 8;
  static final int GIVES = 16;
  static final int HAS_EXPECTED = 32;
  static final int FLAGS = HAS_STANDING | HAS_ROOT | WANTS | ASKS_ROOT | GIVES | HAS_EXPECTED;

  /** Where a hello says its version. */
  static final int VERSION_AT = 0;

  private FrameFormat() {}
}
