package io.ewig.engine.internal.run;

/**
 * A series in a run: a key's versions on one line.
 *
 * <pre>
 * series  = head: u32, line, count - 1, first seq - from, nanos, [length], [last - first seq], more
 *
 *   head    flags: 5 bits, lowest first; width of the line: 3 bits; widths of 4 bits: of the seq,
 *           the nanos and the end in a row; of the count, the first seq and the nanos here
 *   width   how many bytes a number takes
 *   from    see the run's footer
 *   nanos   base - the run's nanos, zigzag; no system time of the series is less than the base
 *   length  of every value, if they are equally long; its width stands where that of ends does else
 *   last    as wide as seqs in rows: 0 bytes if there is one version only, else at least one
 *   flags   1 some are deletions, 2 not plain (see Series): there are periods,
 *           4 values are patched, 8 there is one block, here, 16 all values have the same length
 *   more    = [ periods ] ( block | blocks )
 *   periods = fromWidth: u8, toWidth: u8, baseFrom: i64, baseTo: i64,
 *             ( earliest from: i64, latest to: i64 )*    of each 64 versions
 *   blocks  = first block's offset: i32, width: u8, ( seq of its first - first seq, its end )*
 *                                             of each block; ends count from the first block's start
 *   block   = row* value*                     of {@value #PATCHED} versions, or those that are left
 *   row     = seq - first seq, nanos - base, [1: deletion], [from - baseFrom],
 *             [0: open, or to - baseTo + 1], [end of the value among those of the block]
 *   patched of the versions in a block the first that is no deletion has its value, their base;
 *           others have ( copied: varint, skipped: varint, length: varint, bytes )*    so many bytes
 *           of the base, not so many others of it, but these; what is left of the base follows
 * </pre>
 *
 * <p>A version most often differs little from those before it, so patches are short; one base for
 * several of them keeps a read within the block.
 */
final class SeriesFormat {

  static final int HEAD = 4;

  /** Head, line, count, first seq, nanos, length, last seq. */
  static final int HEAD_BYTES_MAX = HEAD + 7 + 8 + 8 + 8 + 8 + 8;

  static final int LINE_WIDTH = 5;
  static final int SEQ_WIDTH = 8;
  static final int NANOS_WIDTH = 12;
  static final int END_WIDTH = 16;
  static final int COUNT_WIDTH = 20;
  static final int FIRST_WIDTH = 24;
  static final int NANOS_BASE_WIDTH = 28;

  /** Flags, and the width of the line. */
  private static final int LOWEST_BITS = 0xFF;

  /** The lowest bit of each width of four bits. */
  private static final int EACH_WIDTH = 0x1111_1111;

  static final int HAS_DELETIONS = 1;
  static final int HAS_PERIODS = 2;
  static final int ARE_PATCHED = 4;
  static final int IS_INLINE = 8;
  static final int IS_FIXED = 16;

  /** Two widths and two bases. */
  static final int PERIODS = 18;

  static final int BASES = 2;
  static final int SUMMARY = 16;

  /** Where the first block is, and a width. */
  static final int BLOCKS = 5;

  static final int PATCHED_SHIFT = 4;

  /** So many versions are in a block, and have one base. */
  static final int PATCHED = 1 << PATCHED_SHIFT;

  /** A block up to this lies in its group, or reading on over groups would take long. */
  static final int INLINE_BYTES_MAX = 1024;

  private SeriesFormat() {}

  /** Whether a head has no number of more than eight bytes. */
  static boolean areWidths(int head) {
    int widths = head & ~LOWEST_BITS;
    int lower = widths | widths >>> 1 | widths >>> 2;
    return (widths >>> 3 & lower & EACH_WIDTH) == 0;
  }

  static long zigzag(long number) {
    return number << 1 ^ number >> 63;
  }

  static long unzigzag(long number) {
    return number >>> 1 ^ -(number & 1);
  }
}
