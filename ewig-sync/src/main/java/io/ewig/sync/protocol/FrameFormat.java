package io.ewig.sync.protocol;

/**
 * How messages lie one after the other, little-endian.
 *
 * <pre>
 * body         = frame*                       an HTTP body, or a message of a WebSocket
 * frame        = kind: u8, length: varint, content (length bytes), check: u32
 *                check is the CRC32C of all that comes before it in the frame
 *
 * 1 hello        = version: u8, flags: u8, from: origin, stated, [ difference ], [ root: 32 ]
 *   flags        = bit 0 and 1: the form of what is stated ; bit 2: wants events ;
 *                  bit 3: asks for the root ; bit 4: gives events ; bit 5: what is expected
 *                  follows, by what it has more ; bit 6: root follows
 *   stated       = form 0: digest: i64
 *                | form 1: standing
 *                | form 2: digest: i64, base: i64, difference
 *                | form 3: digest: i64, listener: i64, sketch
 * 2 events       = a batch, see {@link BatchFormat}
 * 3 blob         = bytes
 * 4 acknowledged = taken: varint, known: varint, ( 0: u8, digest: i64 | 1: u8, vector )
 * 5 refused      = reason: varint, text (UTF-8, to the end)
 * 6 fork         = origin, originSeq: varint, one: 32, other: 32,
 *                  count: varint, ( originSeq: varint, hash: 32, seal: text )*     of one or both
 *                  see {@link io.ewig.engine.crypt.CommitSignature}
 *
 * 7 keeps        = filter (UTF-8, to the end)      behind a hello of who keeps a part; see
 *                  {@link io.ewig.engine.part.Filter}
 * 8                                                was used until revision 4
 * 9 brings       = length: varint, packed          payloads that are wanted, in that order
 *   packed       = brought*, of so many bytes; a Zstandard frame if that is shorter
 *   brought      = hash: 32, size: varint, [ salt: 16, bytes ]      size is 0 if it is not there,
 *                  or else one more than the bytes
 * 10 wanted      = ranges, hashes, hashes
 *                  events by their numbers, the first and how many come after it; objects by
 *                  their addresses; payloads by the hashes of their events
 * 11 examine     = flags: u8, [ stated ], [ outline: i64 ], [ absences: i64 ],
 *                  count: varint, ( origin, originSeq: varint )*
 *   flags        = bit 0 and 1: the form of what is stated ; bit 2: it is ; bit 3: the digest of an
 *                  outline follows ; bit 4: that of absences
 * 12 examined    = flags: u8, [ stated ], [ outline ], [ absences ],
 *                  count: varint, ( 0: u8 | 1: u8, history: i64, event: 32 )*     as asked for
 *   outline      = count: varint, ( branch: text, root: 32, tree: 32 )*     sorted by branch
 *   absences     = digest: i64, isCut: u8, ranges, ranges                   withheld ; erased
 *
 * ranges         = count: varint, ( origin, from: varint, more: varint )*
 * standing       = count: varint, ( origin, originSeq: varint, mark: i64 )*     sorted by origin
 * vector         = count: varint, ( origin, originSeq: varint )*     sorted by origin
 * difference     = count: varint, ( gap: varint, further: zigzag, [ mark: i64 ] )*, vector
 *                of origins of another standing, in its order: how many lie between this one and
 *                the one before, by how much further it is ; with a mark, if it is as far and has
 *                come to something else ; then those that are not in the other standing
 * sketch         = count: varint, ( origin, originSeq: varint, mark: i64, check: i64,
 *                  count: zigzag )*     see {@link io.ewig.sync.standing.Sketch}
 * hashes         = count: varint, ( hash: 32 )*
 * origin         = 16 bytes
 * text           = length: varint, UTF-8
 * </pre>
 *
 * <p>A reader refuses a kind that it does not know, and a hello of another version by {@link
 * Reason#VERSION}: what comes with it is not looked at.
 */
public final class FrameFormat {

  /** Revision of the protocol {@code ewig-sync/1}. */
  public static final int VERSION = 5;

  /** What a body is called in HTTP. */
  public static final String CONTENT_TYPE = "application/vnd.ewig-sync.v1";

  static final int HELLO = 1;
  static final int EVENTS = 2;
  static final int BLOB = 3;
  static final int ACKNOWLEDGED = 4;
  static final int REFUSED = 5;
  static final int FORK = 6;
  static final int KEEPS = 7;
  static final int BRINGS = 9;
  static final int WANTED = 10;
  static final int EXAMINE = 11;
  static final int EXAMINED = 12;

  /** In flags of what is examined: what there is. */
  static final int HAS_STANDING = 4;

  static final int HAS_OUTLINE = 8;
  static final int HAS_ABSENCES = 16;
  static final int EXAMINED_FLAGS = 3 | HAS_STANDING | HAS_OUTLINE | HAS_ABSENCES;

  /** Where flags have the form of what is stated. */
  static final int FORM = 3;

  static final int DIGEST = 0;
  static final int WHOLE = 1;
  static final int RELATIVE = 2;
  static final int SKETCHED = 3;

  static final int WANTS = 4;
  static final int ASKS_ROOT = 8;
  static final int GIVES = 16;
  static final int HAS_EXPECTED = 32;
  static final int HAS_ROOT = 64;
  static final int FLAGS = FORM | WANTS | ASKS_ROOT | GIVES | HAS_EXPECTED | HAS_ROOT;

  /** How an acknowledgement says how far origins have got: as far as the events go. */
  static final int AS_FAR = 0;

  static final int BY_VECTOR = 1;

  /** Where a hello says its version. */
  static final int VERSION_AT = 0;

  private FrameFormat() {}
}
