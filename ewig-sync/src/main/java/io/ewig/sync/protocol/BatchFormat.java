package io.ewig.sync.protocol;

/**
 * How commits lie in a message of events: what follows from content is left out.
 *
 * <pre>
 * batch    = heads: varint, payloads: varint, groups, packed: varint, words (packed bytes), seals
 *            heads and payloads are lengths; packed is 0 if the words are not compressed, or else
 *            the length of the Zstandard frame that they are in
 * groups   = count: varint, ( size: varint, payloads: varint )*     sorted by size
 * words    = commit*, payload*
 *            without groups, payloads lie one behind the other; with groups, those of one size are
 *            a group, and lie in columns: the first byte of each, then the second of each ...
 * commit   = origin: ref, branch: ref, originSeq: zigzag, nanos: zigzag, hlc: zigzag, base: zigzag,
 *            flags: u8, [ said ], parents, count: varint, event*
 *            originSeq of the first event, relative to the one that is due: of the origin's commit
 *            before in the batch, or 0; nanos is the system time where it comes from, relative to
 *            the commit before; hlc is relative to that time in milliseconds, shifted by 16 bits;
 *            base is when most of its events are valid from, relative to that time
 * flags    = bit 0: said follows
 * said     = author: text, message: text, count: varint, (key: text, value: text)*
 * parents  = count: varint, ( 0: id (16 bytes) | n: the commit n before in the batch )*
 * event    = form: u8, world: ref, type, size: varint, [ from ], [ to ]
 * form     = bits 0-1: valid time: 0 from base on | 1 from | 2 from, to ; bit 2: blob ;
 *            bit 3: erased ; both of these: withheld
 * type     = varint: below 0x80: known code | 0x80: name (text) follows | n: custom name n - 0x81
 * from, to = seconds: zigzag, relative to base; nanos: varint
 * payload  = size bytes | content hash: 32 if blob | nothing if erased or withheld, and
 *            size is 0
 * ref      = varint: 0: name follows, and gets the next number | n: name number n - 1
 * text     = length: varint, UTF-8
 *
 * seals    = count: varint, key*, ( [ parent ], seal* )*, last*    for each commit; for each chain
 * key      = 16 bytes          see {@link io.ewig.engine.crypt.SaltKey}
 * parent   = 32 bytes          what the first event of a chain (origin, branch) has as its parent,
 *                              with its first commit in the batch
 * seal     = salt | commitment: 32 if erased or withheld, for each event
 * salt     = [ run ], [ salt: 16 if the run has no key ]
 * run      = salts: varint, key: varint, [ number: zigzag if there is a key ]
 *            for the first one of so many salts; key is 0 for none, or n for the n-th; number is
 *            that of the first of them, relative to the one after the key's last, and they follow
 *            each other
 * last     = 32 bytes          what the hash of the last event of each chain comes to
 * </pre>
 *
 * <p>Ids and hashes are not sent: the reader computes them anew, chain by chain, and holds them
 * against {@code last}. Salts lie beside what is compressed, since no two bytes of theirs are
 * alike; those that follow from a key that the sender knows cost next to nothing. So that little on
 * the wire can't become very many events, a reader counts them, see {@link
 * ProtocolLimits#EVENTS_FREE}.
 */
final class BatchFormat {

  static final int HAS_WORDS = 1;

  static final int VALID_FORM_MASK = 3;
  static final int VALID_FROM_BASE = 0;
  static final int VALID_FROM = 1;
  static final int VALID_FROM_TO = 2;
  static final int BLOB = 4;
  static final int ERASED = 8;
  static final int WITHHELD = BLOB | ERASED;
  static final int FORMS = BLOB | ERASED;

  /** Rows of one table differ little in size. */
  static final int GROUPS_MAX = 64;

  static final int NEW_NAME = 0;
  static final int NEW_TYPE = 0x80;
  static final int FIRST_TYPE_REF = 0x81;

  private static final int HLC_SHIFT = 16;

  private BatchFormat() {}

  /** The hybrid time that {@code hlc} is relative to. */
  static long hlcBase(long systemNanos) {
    return Math.floorDiv(systemNanos, 1_000_000L) << HLC_SHIFT;
  }
}
