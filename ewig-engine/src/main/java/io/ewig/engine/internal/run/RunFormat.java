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
 *   magic   "EWIGRUN" 0x04                     24      32      64         72       76
 *   crc     CRC32C of all behind it            +-------+-------+----------+--------+
 *   wrapped data key; length 0: in the clear   | end   | chain | versions | groups |
 *                                              | 8     | 32    | 8        | 4      |
 *                                              +-------+-------+----------+--------+
 *                     76      80          84      88      92     96         104     112        116
 *                     +-------+-----------+-------+-------+------+----------+-------+----------+
 *                     | slots | directory | table | pages | sums | earliest | nanos | prefixes |
 *                     | 4     | 4         | 4     | 4     | 4    | 8        | 8     | 4        |
 *                     +-------+-----------+-------+-------+------+----------+-------+----------+
 *   from, end  seqs lie in from .. end - 1     chain    the log chain at the end
 *   directory, table   where they start        pages    pages of 4096 bytes before the footer
 *   sums       CRC32C of the checksums         earliest  no version is valid before
 *   nanos      what system times are counted from
 *
 * content in the clear  = page* checksums      the CRC32C of each page; filled up to a page
 * content encrypted     = frame*               a chunk (see FrameFormat) for each page; its firstSeq
 *                                              is the page's number; the footer is one more of them
 * pages     = ( block* group* )* directory table prefix* spare
 * group     = head: u32, rest of the key, ( series | lines series* )
 *
 *   head      31        30 .. 14   13 .. 0            the highest bit first
 *             +---------+----------+----------------+
 *             | several | prefix   | bytes of rest  |
 *             +---------+----------+----------------+
 *   several   1: there are lines                prefix   the key's, counted from 1; 0: it has none
 *
 * lines     = count: i32, ( line: i32, offset: i32 )*   lines rise; offset of a series from the
 *                                              group's start
 * directory = offset*                          of groups, in unsigned order of keys
 * table     = ( offset + 1, tag: u8 )*         place by the high bits of the key's hash, linear
 *                                              probing; tag: its low bits; empty: 0
 * offset    = of a group, in as many bytes as say where the directory starts
 * prefix    = {@value #PREFIX} bytes           that several keys start with: most often a space and
 *                                              the id of a table or world
 * spare     = {@value #SPARE} bytes 0          for who reads a few bytes at once
 * series, block: see {@link SeriesFormat}
 * </pre>
 *
 * <p>Groups say where to look and lie together, so a walk over keys reads on and on; what is looked
 * for then lies in one block. What groups have in common is said once, see {@link Basis}: in a
 * short history, where keys have a version or two, a table's id would take more than a change.
 */
final class RunFormat {

  static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGRUN\u0004"));

  static final int PAGE_SHIFT = 12;
  static final int PAGE = 1 << PAGE_SHIFT;

  static final int CRC = 8;
  static final int CHECKED = 12;
  static final int WRAPPED_LENGTH = 12;
  static final int WRAPPED = 16;

  /** A sealed page: frame header, ciphertext, one tag. */
  static final int FRAME = FrameFormat.BODY + PAGE + 16;

  static final int REST_OF_KEY = 4;
  static final int REST_MASK = (1 << 14) - 1;
  static final int PREFIX_SHIFT = 14;
  static final int PREFIX_MASK = (1 << 17) - 1;
  static final int SEVERAL_SHIFT = 31;

  static final int LINE_ENTRIES = 4;
  static final int LINE_ENTRY = 8;

  /** Of a group so much is fetched: most are not longer. */
  static final int GROUP_FETCHED = 128;

  static final int PREFIX = 17;

  /** They are kept in memory while a run is open; keys that come later are written whole. */
  static final int PREFIXES_MAX = 1 << 16;

  /** The longest head of a series, and where its first block is. */
  static final int SPARE = SeriesFormat.HEAD_BYTES_MAX + SeriesFormat.BLOCKS;

  static final int TAG = 1;

  /** Slots per key, in halves: a miss reads about half a cache line. */
  static final int HALF_SLOTS_PER_KEY = 3;

  /** Keys may be made to collide; beyond this a run has no table and is searched by order. */
  static final int PROBES_MAX = 1024;

  /** What a key takes in directory and table, together, and at most. */
  static final int KEY_BYTES = Integer.BYTES + (Integer.BYTES + TAG) * HALF_SLOTS_PER_KEY / 2;

  /** A file is mapped as a whole: 31 bits, with room for checksums or the heads of frames. */
  static final long CONTENT_BYTES_MAX = 0x7800_0000;

  private RunFormat() {}

  static int firstSlot(long hash, int slots) {
    return (int) (((hash >>> 32) * slots) >>> 32);
  }

  /** What a slot holds. */
  static long slot(long hash, int offset, int offsetWidth) {
    return (hash & 0xFF) << (Byte.SIZE * offsetWidth) | (offset + 1);
  }

  /** The fewest bytes that hold a number, taken as unsigned. */
  static int width(long unsigned) {
    return (Long.SIZE + 7 - Long.numberOfLeadingZeros(unsigned)) / 8;
  }

  static long mask(int width) {
    return width == 0 ? 0 : -1L >>> (Long.SIZE - 8 * width);
  }
}
