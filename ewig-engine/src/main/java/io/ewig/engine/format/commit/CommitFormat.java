package io.ewig.engine.format.commit;

/**
 * How a commit lies in the bodies of its frames.
 *
 * <pre>
 * COMMIT body    = lag, run, total, chain, flags, [ words ], parents, event*
 * CONTINUED body = run, index, event*
 *
 * run      = systemNanos: i64, branch: ref, origin: ref, originSeq: varint, hlc: zigzag, parent
 *            originSeq and hlc are those of the frame's first event, and rise by one an event;
 *            hlc is relative to systemNanos in milliseconds, shifted by 16 bits
 * parent   = 0: none | 1: hash (32 bytes) | n >= 2: the hash of the event n-1 seqs before
 * total    = varint       number of events in the commit
 * lag      = varint       events appended before this commit that were not yet durable. A later
 *                         record thus bears witness that an earlier, damaged one had been on disk
 * chain    = 32 bytes     the log chain after this commit
 * flags    = u8           bit 0: words follow
 * words    = author: text, message: text, count: varint, (key: text, value: text)*
 * parents  = count: varint, ( 0: id (16 bytes) | n: the commit that starts n seqs before )*
 * index    = varint       number of the frame's first event within the commit
 *
 * event    = flags: u8, world: ref, type, size: varint, hash: 32, seal, [ from ], [ to ], payload
 * flags    = bits 0-1: valid time: 0 from systemNanos on | 1 from | 2 from, to ; bit 2: blob ;
 *            bit 3: erased ; both of these: withheld
 * seal     = salt: 16 | commitment: 32 if erased or withheld
 * from, to = seconds: i64, nanos: i32
 * type     = varint: below 0x80: known code | 0x80: name (text) follows | n: custom name n - 0x81
 * payload  = size bytes | content hash: 32 if blob | nothing if erased or withheld, and size is 0
 * ref      = varint: 0: name follows, and gets the next number | n: name number n - 1
 *            names are numbered per segment and per kind: worlds, branches, origins, custom types
 * text     = length: varint, UTF-8
 * </pre>
 */
public final class CommitFormat {

  static final int HAS_WORDS = 1;

  static final int VALID_FORM_MASK = 3;
  static final int VALID_FROM_COMMIT = 0;
  static final int VALID_FROM = 1;
  static final int VALID_FROM_TO = 2;
  static final int BLOB = 4;
  static final int ERASED = 8;

  /** No blob can be erased and be there: the two together say that it was never here. */
  static final int WITHHELD = BLOB | ERASED;

  /** What form a payload has. */
  static final int FORMS = BLOB | ERASED;

  static final int PARENT_NONE = 0;
  static final int PARENT_EXPLICIT = 1;

  static final int NEW_NAME = 0;
  static final int NEW_TYPE = 0x80;
  static final int FIRST_TYPE_REF = 0x81;

  static final int HLC_SHIFT = 16;

  /** From so many events on, 32 bytes for the parent weigh less than looking it up when reading. */
  static final int EXPLICIT_PARENT_EVENTS = 8;

  private CommitFormat() {}

  /** The hybrid time that {@code hlc} is stored relative to. */
  static long hlcBase(long systemNanos) {
    return Math.floorDiv(systemNanos, 1_000_000L) << HLC_SHIFT;
  }
}
