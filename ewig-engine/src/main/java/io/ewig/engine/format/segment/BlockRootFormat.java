package io.ewig.engine.format.segment;

import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;

/**
 * The roots of the complete blocks of 256 Merkle leaves, {@code merkle.ewt}: derived from the log.
 *
 * <pre>
 *   0        8         24     28      32
 *   +--------+---------+------+-------+----------------------
 *   | magic  | store   | crc  | level | 32 bytes a block ...
 *   | 8      | 16      | 4    | 4     |
 *   +--------+---------+------+-------+----------------------
 *   magic "EWIGMMR" 0x01
 *   crc   CRC32C of the bytes before it
 *   level 8: a block is a subtree of 2^8 leaves
 * </pre>
 *
 * <p>The roots need no checksum of their own: together they must give the Merkle root in the
 * manifest.
 */
public final class BlockRootFormat {

  public static final int HEADER_BYTES = 32;
  public static final int LEVEL = 8;
  public static final int BLOCK_EVENTS = 1 << LEVEL;

  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGMMR\u0001"));
  private static final int CRC = 24;

  private BlockRootFormat() {}

  public static byte[] header(Origin store) {
    BytesOut out = new BytesOut(HEADER_BYTES);
    out.putLong(MAGIC).putLong(store.high()).putLong(store.low());
    out.putInt(Checksum.of(out.array(), 0, CRC)).putInt(LEVEL);
    return out.toArray();
  }

  public static long offset(long block) {
    return HEADER_BYTES + block * Hash.BYTES;
  }
}
