package io.ewig.engine.format.pack;

import io.ewig.engine.format.Chunks;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;

/**
 * The index of a sealed pack, {@code store/pack-NNNNNNNN.ewx}: where each object lies; derived.
 *
 * <pre>
 *   0       8     12      16       20       24     28     32      36       40        48
 *   +-------+-----+-------+--------+--------+------+------+-------+--------+---------+
 *   | magic | crc | count | number | length | keys | bits | rest  | zero   | raw     |
 *   | 8     | 4   | 4     | 4      | 4      | 4    | 4    | 4     | 4      | 8       |
 *   +-------+-----+-------+--------+--------+------+------+-------+--------+---------+
 *   48
 *   +-----------------+-----------+------------+-------------+----------+------+
 *   | fan             | starts    | offsets    | ends        | keys     | rest |
 *   | (2^bits + 1) x 4| count x 8 | count x 4  | count x 24  | keys x 4 |      |
 *   +-----------------+-----------+------------+-------------+----------+------+
 *   magic    "EWIGPIX" 0x01
 *   crc      CRC32C of all from 12 on
 *   length   of the pack: what lies behind is a batch that was never forced
 *   raw      length of all objects together
 *   fan      how many names have smaller first bits, for each value of those; and all
 *   names    of objects, in unsigned order: the first 8 bytes in starts, the others in ends
 *   offset   of the object's record in the pack
 *   keys     offsets of the records that hold data keys
 *   rest     the secret of the names, as {@link Chunks}; empty if objects are in the clear
 * </pre>
 *
 * <p>A name is an object's address, or, if objects are encrypted, SHA-256(secret, address): an
 * address in the clear would let anybody test a guess at the content. Of some eight names to each
 * value of the fan, the one wanted is found by its start, in one cache line.
 */
public final class PackIndexFormat {

  /** Of a sealed pack: bounds what a pack takes in memory while it is being written to. */
  public static final int OBJECTS_MAX = 1 << 18;

  /** A pack is sealed rather than get more data keys than this. */
  public static final int KEYS_MAX = 256;

  public static final int SECRET_BYTES = 32;

  static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGPIX\u0001"));
  public static final int CRC = 8;
  public static final int COUNT = 12;
  static final int NUMBER = 16;
  static final int LENGTH = 20;
  static final int KEYS = 24;
  static final int BITS = 28;
  public static final int REST = 32;
  static final int RAW = 40;
  static final int FAN = 48;

  static final int BITS_MAX = 20;

  /** Far above what a sealed secret takes. */
  static final int REST_BYTES_MAX = 4096;

  static final int START_BYTES = Long.BYTES;
  static final int END_BYTES = Hash.BYTES - Long.BYTES;

  private PackIndexFormat() {}

  /** So many first bits that about eight names share them. */
  static int bitsFor(int count) {
    return Math.min(BITS_MAX, Math.max(0, 29 - Integer.numberOfLeadingZeros(Math.max(1, count))));
  }

  static int bucket(long start, int bits) {
    return bits == 0 ? 0 : (int) (start >>> (Long.SIZE - bits));
  }

  static int compare(Hash left, Hash right) {
    int order = Long.compareUnsigned(left.a(), right.a());
    order = order != 0 ? order : Long.compareUnsigned(left.b(), right.b());
    order = order != 0 ? order : Long.compareUnsigned(left.c(), right.c());
    return order != 0 ? order : Long.compareUnsigned(left.d(), right.d());
  }
}
