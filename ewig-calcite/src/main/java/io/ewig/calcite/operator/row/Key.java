package io.ewig.calcite.operator.row;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some values of a row in the form in which equal ones are {@code equals}; nulls are equal. */
public final class Key {

  /** Of no columns. */
  public static final Key EMPTY = new Key(new @Nullable Object[0]);

  private static final int PARTITION_BITS = 4;

  /** Into how many parts keys are divided at a time. */
  public static final int PARTITIONS = 1 << PARTITION_BITS;

  /** How often keys can be divided before their hashes are used up. */
  public static final int DEPTH_MAX = Integer.SIZE / PARTITION_BITS;

  private final @Nullable Object[] values;
  private final int hash;

  Key(@Nullable Object[] values) {
    this.values = values;
    this.hash = mixed(Arrays.hashCode(values));
  }

  /** Hash codes of small numbers are alike in their high bits, those of times in their low ones. */
  private static int mixed(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }

  /** Which part a key belongs to when its kind is divided for the n-th time. */
  public int partition(int depth) {
    return (hash >>> (depth * PARTITION_BITS)) & (PARTITIONS - 1);
  }

  /** What it takes in memory, besides the values, which belong to a row. */
  public long size() {
    return 40 + (long) RowSize.SLOT * values.length;
  }

  /** 64 bits, for estimates of how many there are. */
  public long wideHash() {
    long wide = 0;
    for (Object value : values) {
      wide = mixed((wide + (value == null ? 1 : wide(value))) * 0x9E3779B97F4A7C15L);
    }
    return wide;
  }

  private static long wide(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double number) {
      return Double.doubleToLongBits(number);
    }
    if (value instanceof UUID uuid) {
      return uuid.getMostSignificantBits() * 31 + uuid.getLeastSignificantBits();
    }
    String text = value.toString();
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }

  private static long mixed(long hash) {
    long mixed = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key key && hash == key.hash && Arrays.equals(values, key.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
