package io.ewig.engine.format;

import io.ewig.engine.hash.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes, little-endian. */
public final class BytesOut {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  public BytesOut(int capacity) {
    bytes = new byte[capacity];
  }

  /** The bytes themselves, valid up to {@link #size()} and until the next change. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** The bytes, not copied if there was room for just so many; nothing may be put any more. */
  public byte[] finish() {
    return size == bytes.length ? bytes : toArray();
  }

  public void clear() {
    size = 0;
  }

  /** Adds zeros or cuts, so that the size is as given. */
  public void setSize(int newSize) {
    if (newSize > size) {
      reserve(newSize - size);
      Arrays.fill(bytes, size, newSize, (byte) 0);
    }
    size = newSize;
  }

  /**
   * Adds bytes that have any value until somebody sets them.
   *
   * @return where they are
   */
  public int grow(int more) {
    reserve(more);
    int at = size;
    size += more;
    return at;
  }

  /** Adds zeros up to a multiple of four. */
  public int pad4() {
    int pad = -size & 3;
    setSize(size + pad);
    return pad;
  }

  public BytesOut putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  public BytesOut putShort(int value) {
    reserve(Short.BYTES);
    SHORTS.set(bytes, size, (short) value);
    size += Short.BYTES;
    return this;
  }

  public BytesOut putInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
    return this;
  }

  public BytesOut putLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
    return this;
  }

  public BytesOut putHash(Hash hash) {
    reserve(Hash.BYTES);
    hash.write(bytes, size);
    size += Hash.BYTES;
    return this;
  }

  public BytesOut put(byte[] source) {
    return put(source, 0, source.length);
  }

  public BytesOut put(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
    return this;
  }

  /** Seven bits a byte, lowest first; negative numbers take ten bytes. */
  public BytesOut putVarint(long value) {
    if ((value & ~0x7FL) == 0) {
      return putByte((int) value); // most are, and take no more room than that
    }
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** How many bytes {@link #putVarint} takes for a number. */
  public static int varintBytes(long value) {
    return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  /** A varint in which small negative numbers are short as well. */
  public BytesOut putZigzag(long value) {
    return putVarint((value << 1) ^ (value >> 63));
  }

  public BytesOut putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return putVarint(utf8.length).put(utf8);
  }

  public void setByte(int at, int value) {
    bytes[at] = (byte) value;
  }

  public void setShort(int at, int value) {
    SHORTS.set(bytes, at, (short) value);
  }

  public void setInt(int at, int value) {
    INTS.set(bytes, at, value);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
