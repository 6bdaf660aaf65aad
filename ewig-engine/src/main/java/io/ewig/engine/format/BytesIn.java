package io.ewig.engine.format;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.hash.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A bounds-checked walk over bytes, little-endian; what does not fit is corruption with its place.
 */
public final class BytesIn {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  /** What the JVM puts in the place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private byte[] bytes = {};
  private int at;
  private int end;
  private String file = "";
  private long offset;

  public BytesIn() {}

  public BytesIn(byte[] bytes, String file) {
    wrap(bytes, 0, bytes.length, file, 0);
  }

  /**
   * @param fileOffset where index 0 of the array lies in the file, for error texts
   */
  public void wrap(byte[] array, int from, int to, String fileName, long fileOffset) {
    bytes = array;
    at = from;
    end = to;
    file = fileName;
    offset = fileOffset;
  }

  public int at() {
    return at;
  }

  public int end() {
    return end;
  }

  public int remaining() {
    return end - at;
  }

  public void moveTo(int index) {
    if (index < 0 || index > end) {
      throw malformed("a field points to " + index + ", outside of its frame");
    }
    at = index;
  }

  public int getByte() {
    return bytes[take(1)] & 0xFF;
  }

  public int getShort() {
    return (short) SHORTS.get(bytes, take(Short.BYTES)) & 0xFFFF;
  }

  public int getInt() {
    return (int) INTS.get(bytes, take(Integer.BYTES));
  }

  public long getLong() {
    return (long) LONGS.get(bytes, take(Long.BYTES));
  }

  public Hash getHash() {
    return Hash.read(bytes, take(Hash.BYTES));
  }

  public byte[] get(int length) {
    int from = take(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** Copies the next bytes into an array. */
  public void get(byte[] to, int index, int length) {
    System.arraycopy(bytes, take(length), to, index, length);
  }

  public void skip(int length) {
    take(length);
  }

  public long getVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = getByte();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw malformed("a number takes more than ten bytes");
  }

  public long getZigzag() {
    long value = getVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A varint that must lie between 0 and a limit. */
  public int getCount(int limit, String what) {
    long value = getVarint();
    if (value < 0 || value > limit) {
      throw overLimit(value, what, limit);
    }
    return (int) value;
  }

  private CorruptionException overLimit(long value, String what, int limit) {
    return malformed(value + " " + what + ", over the limit of " + limit);
  }

  public String getText(int bytesMax, String what) {
    long length = getVarint();
    if (length < 0 || length > bytesMax) {
      throw overLimit(length, "bytes of " + what, bytesMax);
    }
    int from = take((int) length);
    String text = new String(bytes, from, (int) length, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : strict(from, (int) length, what);
  }

  /** What was replaced, or was that character from the start. */
  private String strict(int from, int length, String what) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed(what + " is not UTF-8");
    }
  }

  public CorruptionException malformed(String what) {
    return new CorruptionException(ErrorCode.CORRUPT_RECORD, file, offset + at, what);
  }

  private int take(int length) {
    int from = at;
    if (length < 0 || length > end - from) {
      throw malformed(length + " bytes wanted, " + (end - from) + " left");
    }
    at = from + length;
    return from;
  }
}
