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
 *   magic   "EWIGRUN" 0x02                     24      32      64         72       76
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
 * pages                 = ( group* keys )* directory table
 * keys                  = ( group's offset: i32, length: u16, key )*    of the groups before, once
 *                                              more: a walk over keys need not touch each group
 * directory             = ( offset among keys: i32 )*    in unsigned order of keys
 * table                 = ( tag: i32, group's offset + 1: i32 )*   place by the high bits of the
 *                                              key's hash, linear probing; tag: its low bits;
 *                                              empty: 0
 * group                 = length: u16, 0: u16, lines: i32, key, ( line: i32, offset: i32 )* series*
 *                                              lines rise; offset of a series from the group's start
 *
 *   series
 *   0       4          5            6          7       8         16          24
 *   +-------+----------+------------+----------+-------+---------+-----------+--------
 *   | count | seqWidth | nanosWidth | endWidth | flags | baseSeq | baseNanos | length
 *   | 4     | 1        | 1          | 1        | 1     | 8       | 8         | 4
 *   +-------+----------+------------+----------+-------+---------+-----------+--------
 *   28          29        30   32           40
 *   +-----------+---------+----+------------+----------+---------+
 *   | fromWidth | toWidth | 0  | [baseFrom] | [baseTo] | rows    |
 *   | 1         | 1       | 2  | 8          | 8        |         |
 *   +-----------+---------+----+------------+----------+---------+
 *   flags    1 some are deletions, 2 not plain (see Series): there are bases and periods,
 *            4 values are patched
 *   rows     one a version: seq - baseSeq, nanos - baseNanos, [1: deletion], [from - baseFrom],
 *            [0: open, or to - baseTo + 1], [end of the value];
 *            then [earliest from, latest to: i64 each, of 64 versions], values
 *   width    bytes of a number in a row; endWidth 0: every value has the length given
 *   patched  of each 16 versions the first that is no deletion has its value, their base; others
 *            have ( copied: varint, skipped: varint, length: varint, bytes )*    so many bytes of
 *            the base, not so many others of it, but these; what is left of the base follows
 * </pre>
 *
 * <p>What a search needs of a version lies together, in one cache line most often. A version most
 * often differs little from those before it, so patches are short; one base for several of them
 * keeps a read at two places.
 */
final class RunFormat {

  static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGRUN\u0002"));

  static final int PAGE_SHIFT = 12;
  static final int PAGE = 1 << PAGE_SHIFT;

  static final int CRC = 8;
  static final int CHECKED = 12;
  static final int WRAPPED_LENGTH = 12;
  static final int WRAPPED = 16;

  /** A sealed page: frame header, ciphertext, one tag. */
  static final int FRAME = FrameFormat.BODY + PAGE + 16;

  static final int GROUP_OF_KEY = 0;
  static final int LENGTH_OF_KEY = 4;
  static final int KEY_OF_KEY = 6;

  static final int LENGTH_OF_GROUP = 0;
  static final int LINES = 4;
  static final int KEY_OF_GROUP = 8;
  static final int LINE_ENTRY = 8;

  static final int COUNT = 0;
  static final int WIDTHS = 4;
  static final int BASE_SEQ = 8;
  static final int BASE_NANOS = 16;
  static final int VALUE_LENGTH = 24;
  static final int PERIOD_WIDTHS = 28;
  static final int ROWS = 32;
  static final int PERIOD_BASES = 16;
  static final int SUMMARY = 16;

  static final int HAS_DELETIONS = 1;
  static final int HAS_PERIODS = 2;
  static final int ARE_PATCHED = 4;

  /** So many versions have one base. */
  static final int PATCHED = 16;

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
