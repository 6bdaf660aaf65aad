package io.ewig.engine.internal.warm;

import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.hash.Preimage;

/**
 * A warm file, {@code NNNNNNNN.eww}: the events of a range of seqs, column by column.
 *
 * <pre>
 * file = header part* tail
 *
 *   header                                       tail, 24 bytes
 *   0        8     12       16                   0        8        12       16     20
 *   +--------+-----+--------+---------+-----+    +--------+--------+--------+------+-----+
 *   | magic  | crc | length | wrapped | 0.. |    | offset | number | length | 0    | crc |
 *   | 8      | 4   | 4      | length  |     |    | 8      | 4      | 4      | 4    | 4   |
 *   +--------+-----+--------+---------+-----+    +--------+--------+--------+------+-----+
 *   magic  "EWIGWRM" 0x02                        where the contents lie: a part
 *   crc    CRC32C of all behind it               crc    CRC32C of the 20 bytes before
 *   wrapped data key; length 0: in the clear     header is filled up to a multiple of 4
 *
 * part     = ( length: i32, frame )*             see FrameFormat, kind 5; its firstSeq is a number
 *                                                that rises by one from frame to frame of the file,
 *                                                from 0; so a part is bytes of any length
 * where    = offset: varint, number: varint, length: varint     a part: its first frame's place and
 *                                                number, and how many bytes it has
 *
 * contents = from: varint, end: varint, last: 32 bytes          seqs; the last event's hash
 *            names shapes                                       shapes: see Shapes
 *            nanos: i64                          system time of the first event
 *            tallies of worlds, types, origins, branches
 *            blocks: varint, block*
 * names    = worlds: varint, text*   types: varint, ( code: varint, text )*
 *            origins: varint, ( high: i64, low: i64 )*   branches: varint, text*
 * tallies  = ( count: varint, first: varint, last: varint, first nanos: zigzag,
 *              last nanos: varint )*             of each name in order; first, last: seqs - from;
 *                                                first nanos: since that of the file's first event,
 *                                                last: since that of the first
 * block    = events: varint, heads: where, zones, types: varint, ( code: varint, tally )*
 * zones    = ( min: zigzag, max - min: varint ) of system time, hlc, valid from, valid to,
 *            origin seq, commit seq
 * heads    = columns: varint, ( number: varint, length: varint, inline: u8 = 1, bytes
 *                             | number: varint, length: varint, 0, offset: varint, part: varint )*
 *            base offset: varint, base part: varint
 *                                                numbers rise; offset and part's number are those
 *                                                of a part, less the block's base
 *
 * column   0 system time                 1 hlc - system time in ms * 2^16
 *          2 valid from: s - that of system time   3 its ns - those of system time
 *          4 valid to: s   5 its ns      6 origin seq - seq       7 seq - commit's first
 *          8 world   9 type   10 origin   11 branch: codes of the file's names
 *          12 how many events each world has, by code; missing if worlds are more than events
 *          13 + n    column n of the payloads, see DocumentsFormat: 0 shapes, 1 rest, 2 blobs,
 *                    3 and on: the paths
 * text     = length: varint, UTF-8              varint: seven bits a byte, the lowest first, with the
 *                                                highest bit where more follow
 * columns  = longs of LongsFormat; that of counts: worlds so far: varint, longs; payloads as
 *            DocumentsFormat has them
 * </pre>
 *
 * <p>A block has up to 4,096 events, fewer if their payloads are long.
 */
final class WarmFormat {

  static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGWRM\u0002"));

  static final int CRC = 8;
  static final int CHECKED = 12;
  static final int WRAPPED = 16;

  /** Ours take a tenth of it. */
  static final int WRAPPED_BYTES_MAX = 1024;

  static final int TAIL = 24;
  static final int TAIL_CRC = 20;

  /** What a frame of a part holds at most: checked, and decrypted, as a whole. */
  static final int FRAME_BODY_MAX = 256 << 10;

  /** With head, padding and the tags of an encrypted one. */
  static final int FRAME_BYTES_MAX = FrameFormat.BODY + FRAME_BODY_MAX + (4 << 10);

  /** Far above what names, shapes and blocks of a file can take. */
  static final int CONTENTS_BYTES_MAX = 256 << 20;

  /** A block's payloads, and what a last one may add, thrice. */
  static final int COLUMN_BYTES_MAX = 8 << 20;

  static final int HEAD_BYTES_MAX = 4 << 20;

  /** A block is full when its payloads take so much. */
  static final int BLOCK_PAYLOAD_BYTES = 2 << 20;

  /** Shorter columns lie in the head of their block. */
  static final int INLINE_BYTES_MAX = 48;

  static final int EVENTS_MAX = 1 << 18;

  static final int SYSTEM = 0;
  static final int HLC = 1;
  static final int FROM_SECONDS = 2;
  static final int FROM_NANOS = 3;
  static final int TO_SECONDS = 4;
  static final int TO_NANOS = 5;
  static final int ORIGIN_SEQ = 6;
  static final int COMMIT = 7;
  static final int FIRST_NAME = 8;
  static final int WORLD_COUNTS = 12;
  static final int FIRST_DOCUMENT = 13;

  /** Columns with a number for each event. */
  static final int OF_EVENTS = 12;

  /** Columns that are numbers of their own, and so have zones on disk. */
  static final int ZONES = 6;

  private static final int HLC_SHIFT = 16;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private WarmFormat() {}

  /** The hybrid time of a clock that nobody has pushed ahead. */
  static long hlcOf(long systemNanos) {
    return Math.floorDiv(systemNanos, NANOS_PER_MILLI) << HLC_SHIFT;
  }
}
