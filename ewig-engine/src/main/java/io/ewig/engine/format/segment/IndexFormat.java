package io.ewig.engine.format.segment;

import io.ewig.engine.format.Chunks;

/**
 * A segment's index, {@code NNNNNNNN.ewx}: derived from the segment, and rebuilt where it is
 * missing.
 *
 * <pre>
 *   0        8       12     16        32       36      40       48      56    64
 *   +--------+-------+------+---------+--------+-------+--------+-------+-----+
 *   | magic  | crc   | rest | store   | number | every | base   | count | end |
 *   | 8      | 4     | 4    | 16      | 4      | 4     | 8      | 8     | 8   |
 *   +--------+-------+------+---------+--------+-------+--------+-------+-----+
 *   64        68      72        76      80      88
 *   +---------+-------+---------+-------+-------+-------------------+-----------------+
 *   | entries | slots | commits | width | first | entries x 8 bytes | slots x 4 bytes |
 *   +---------+-------+---------+-------+-------+-------------------+-----------------+
 *   +-----------------------------+------------+---------+
 *   | commits x (width + 3) bytes | 0: 8 bytes | state   |
 *   +-----------------------------+------------+---------+
 *   magic   "EWIGIDX" 0x02
 *   crc     CRC32C of all from 12 on
 *   rest    number of bytes of the state
 *   every   an entry stands for so many events
 *   entry   offset of the record: i32, start of the event in its frame: i32
 *   slot    0, or (tag of the hash, 10 bits) (number of the event in the segment + 1, 22 bits);
 *           a hash table with linear probing, four in five slots taken; where the probing for a
 *           hash starts: its first 32 bits, as a fraction of 2^32, of the number of slots
 *   first   systemNanos of the first commit
 *   commit  systemNanos - first: so many bytes as the width says, and how many events of the segment
 *           are before it: 3 bytes; so a moment is found without a look at the log
 *   state   see {@link SegmentState}, as {@link Chunks}
 * </pre>
 */
public final class IndexFormat {

  /** An entry each so many events: half a byte an event. */
  public static final int EVERY = 16;

  public static final int ENTRY_BYTES = 8;

  /** What names an event of a segment in a commit's row. */
  public static final int NUMBER_BYTES = 3;

  /** Whoever reads eight bytes of the last row finds them. */
  static final int PAD_BYTES = 8;

  public static final int CRC = 8;
  public static final int REST = 12;
  static final int FIXED_BYTES = 88;

  static final int NUMBER_BITS = 22;

  /** A segment has fewer events than this, so that a slot can name each. */
  public static final int EVENTS_MAX = (1 << NUMBER_BITS) - 2;

  /** Far above what the names that one segment may have can take. */
  static final int STATE_BYTES_MAX = 512 << 20;

  private IndexFormat() {}

  /** The fewest bytes that hold a time since the first commit. */
  static int width(long nanos) {
    return (Long.SIZE + 7 - Long.numberOfLeadingZeros(nanos)) / 8;
  }

  /** What an event with that hash looks like in a slot, but for its number. */
  public static int slotTag(long hashBits) {
    return (int) (hashBits & 0x3FF) << NUMBER_BITS;
  }

  public static int slot(long hashBits, int number) {
    return slotTag(hashBits) | (number + 1);
  }

  public static boolean isTagged(int slot, long hashBits) {
    return (slot & ~((1 << NUMBER_BITS) - 1)) == slotTag(hashBits);
  }

  public static int numberIn(int slot) {
    return (slot & ((1 << NUMBER_BITS) - 1)) - 1;
  }

  /** How many slots a finished table has: enough that few probes find a hash. */
  public static int slotsFor(int count) {
    return count + count / 4 + 1;
  }

  /** Where the probing for a hash starts. */
  public static int firstSlot(long hashBits, int slots) {
    return (int) (((hashBits >>> 32) * slots) >>> 32);
  }

  /** Where it goes on. */
  public static int nextSlot(int at, int slots) {
    return at + 1 == slots ? 0 : at + 1;
  }
}
