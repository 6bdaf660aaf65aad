package io.ewig.engine.internal.version;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash of a key, 64 bits, the same on every machine because it is part of a file format.
 *
 * <p>Not made against people who seek collisions: who uses it must have another way then.
 */
public final class KeyHash {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // Odd numbers whose bits look random: fractions of the golden ratio and of square roots.
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long ROOT_OF_2 = 0x6A09E667F3BCC909L;
  private static final long ROOT_OF_3 = 0xBB67AE8584CAA73BL;

  private KeyHash() {}

  public static long of(byte[] key) {
    long hash = key.length * GOLDEN;
    int at = 0;
    for (; at <= key.length - Long.BYTES; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(key, at));
    }
    long rest = 0;
    for (int shift = 0; at < key.length; at++, shift += 8) {
      rest |= (key[at] & 0xFFL) << shift;
    }
    hash = mix(hash ^ rest) * ROOT_OF_3;
    return hash ^ hash >>> 32;
  }

  /** Every bit of the input changes about half of the bits of the output; one to one. */
  private static long mix(long word) {
    long mixed = (word ^ word >>> 32) * ROOT_OF_2;
    return (mixed ^ mixed >>> 29) * GOLDEN;
  }
}
