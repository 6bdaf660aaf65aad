package io.ewig.engine.internal.run;

import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.hash.Preimage;

/**
 * A run, {@code NNNNNNNN.ewr}: all versions of a range of seqs, by key; derived from the log.
 *
 * <pre>
 * file    = header content footer
 *
 *   header, 4096 bytes                         footer, 4096 bytes
 *   0        8     12       16                 0        8     12      16
 *   +--------+-----+--------+---------+---+    +--------+-----+-------+------
 *   | magic  | crc | length | wrapped | 0 |    | magic  | crc | level | from
 *   | 8      | 4   | 4      | length  |   |    | 8      | 4   | 4     | 8
 *   +--------+-----+--------+---------+---+    +--------+-----+-------+------
 *   magic   "EWIGRUN" 0x03                     24      32      64         72       76
 *   crc     CRC32C of all behind it            +-------+-------+----------+--------+
 *   wrapped data key; length 0: in the clear   | end   | chain | versions | groups |
 *                                              | 8     | 32    | 8        | 4      |
 *                                              +-------+-------+----------+--------+
 *                                      76      80          84      88      92     96         104
 *                                      +-------+-----------+-------+-------+------+----------+
 *                                      | slots | directory | table | pages | sums | earliest |
 *                                      | 4     | 4         | 4     | 4     | 4    | 8        |
 *                                      +-------+-----------+-------+-------+------+----------+
 *   from, end  seqs lie in from .. end - 1     chain    the log chain at the end
 *   directory, table   where they start        pages    pages of 4096 bytes before the footer
 *   sums       CRC32C of the checksums         earliest  no version is valid before
 *
 * content in the clear  = page* checksums      the CRC32C of each page; filled up to a page
 * content encrypted     = frame*               a chunk (see FrameFormat) for each page; its firstSeq
 *                                              is the page's number; the footer is one more of them
 * pages                 = ( block* group* )* directory table
 * group                 = length: u16, 0: u16, lines: i32, key, lines, series*
 * lines                 = line: i32 | ( line: i32, offset: i32 )*    the first if there is only one;
 *                                              lines rise; offset of a series from the group's start
 * directory             = ( group's offset: i32 )*    in unsigned order of keys
 * table                 = ( tag: i32, group's offset + 1: i32 )*   place by the high bits of the
 *                                              key's hash, linear probing; tag: its low bits;
 *                                              empty: 0
 *
 *   series
 *   0       4          5            6          7       8         16          24       28     36
 *   +-------+----------+------------+----------+-------+---------+-----------+--------+------+------
 *   | count | seqWidth | nanosWidth | endWidth | flags | baseSeq | baseNanos | length | span | more
 *   | 4     | 1        | 1          | 1        | 1     | 8       | 8         | 4      | 8    |
 *   +-------+----------+------------+----------+-------+---------+-----------+--------+------+------
 *   span     the last seq - baseSeq, which is the first; missing if there is one version only
 *   flags    1 some are deletions, 2 not plain (see Series): there are periods,
 *            4 values are patched, 8 there is one block, here
 *   more     = [ periods ] ( block | blocks )
 *   periods  = fromWidth: u8, toWidth: u8, baseFrom: i64, baseTo: i64,
 *              ( earliest from: i64, latest to: i64 )*    of each 64 versions
 *   blocks   = first block's offset: i32, width: u8, ( seq of its first - baseSeq, its end )*
 *                                              of each block; ends count from the first block's start
 *   block    = row* value*                     of {@value #PATCHED} versions, or those that are left
 *   row      = seq - baseSeq, nanos - baseNanos, [1: deletion], [from - baseFrom],
 *              [0: open, or to - baseTo + 1], [end of the value among those of the block]
 *   width    bytes of a number in a row; endWidth 0: every value has the length given
 *   patched  of the versions in a block the first that is no deletion has its value, their base;
 *            others have ( copied: varint, skipped: varint, length: varint, bytes )*    so many bytes
 *            of the base, not so many others of it, but these; what is left of the base follows
 * </pre>
 *
 * <p>Groups say where to look and lie together, so a walk over keys reads on and on; what is looked
 * for then lies in one block. A version most often differs little from those before it, so patches
 * are short; one base for several of them keeps a read within the block.
 */
final class RunFormat {

  static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGRUN\u0003"));

  static final int PAGE_SHIFT = 12;
  static final int PAGE = 1 << PAGE_SHIFT;

  static final int CRC = 8;
  static final int CHECKED = 12;
  static final int WRAPPED_LENGTH = 12;
  static final int WRAPPED = 16;

  /** A sealed page: frame header, ciphertext, one tag. */
  static final int FRAME = FrameFormat.BODY + PAGE + 16;

  static final int LENGTH_OF_GROUP = 0;
  static final int LINES = 4;
  static final int KEY_OF_GROUP = 8;
  static final int ONLY_LINE_ENTRY = 4;
  static final int LINE_ENTRY = 8;

  static final int COUNT = 0;
  static final int WIDTHS = 4;
  static final int FLAGS = 7;
  static final int BASE_SEQ = 8;
  static final int BASE_NANOS = 16;
  static final int VALUE_LENGTH = 24;
  static final int SPAN = 28;
  static final int MORE_OF_ONE = 28;
  static final int MORE = 36;

  /** Two widths and two bases. */
  static final int PERIODS = 18;

  static final int BASES = 2;
  static final int SUMMARY = 16;

  /** Where the first block is, and a width. */
  static final int BLOCKS = 5;

  /** Of a group so much is fetched: most are not longer. */
  static final int GROUP_FETCHED = 128;

  static final int HAS_DELETIONS = 1;
  static final int HAS_PERIODS = 2;
  static final int ARE_PATCHED = 4;
  static final int IS_INLINE = 8;

  static final int PATCHED_SHIFT = 4;

  /** So many versions are in a block, and have one base. */
  static final int PATCHED = 1 << PATCHED_SHIFT;

  /** A block up to this lies in its group, or reading on over groups would take long. */
  static final int INLINE_BYTES_MAX = 1024;

  static final int SLOT = 8;

  /** Slots per key, in halves: a miss reads about a cache line. */
  static final int HALF_SLOTS_PER_KEY = 3;

  /** Keys may be made to collide; beyond this a run has no table and is searched by order. */
  static final int PROBES_MAX = 1024;

  /** What a key takes in directory and table, together. */
  static final int KEY_BYTES = Integer.BYTES + SLOT * HALF_SLOTS_PER_KEY / 2;

  /** A file is mapped as a whole: 31 bits, with room for checksums or the heads of frames. */
  static final long CONTENT_BYTES_MAX = 0x7800_0000;

  private RunFormat() {}

  static int firstSlot(long hash, int slots) {
    return (int) (((hash >>> 32) * slots) >>> 32);
  }

  /** The fewest bytes that hold a number, taken as unsigned. */
  static int width(long unsigned) {
    return (Long.SIZE + 7 - Long.numberOfLeadingZeros(unsigned)) / 8;
  }

  static long mask(int width) {
    return width == 0 ? 0 : -1L >>> (Long.SIZE - 8 * width);
  }
}
