package io.ewig.jdbc.packed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that grow: numbers, texts, and fields of messages; one thread. */
public final class WireOutput {

  private static final int BYTES_FIRST = 256;

  private byte[] bytes;
  private int size;

  public WireOutput() {
    this(BYTES_FIRST);
  }

  /**
   * @param room for so many bytes before it has to grow
   */
  public WireOutput(int room) {
    bytes = new byte[room];
  }

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** What is there, where it lies; it holds until more is written. */
  public Packed packed() {
    return new Packed(bytes, 0, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      int wanted = Math.addExact(size, more);
      bytes =
          Arrays.copyOf(bytes, Math.max(wanted, (int) Math.min(2L * size, Integer.MAX_VALUE - 8)));
    }
  }

  public void raw(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  private void raw(Packed more) {
    raw(more.bytes, more.from, more.end);
  }

  private void raw(byte[] more, int from, int end) {
    reserve(end - from);
    System.arraycopy(more, from, bytes, size, end - from);
    size += end - from;
  }

  public void fixed(long value, int width) {
    reserve(width);
    for (int i = width - 1; i >= 0; i--) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
  }

  /** Seven bits a byte, the lowest first. */
  public void number(long value) {
    reserve(Varint.BYTES_MAX);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Small negative numbers are short too. */
  public void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  public void counted(byte[] more) {
    counted(more, 0, more.length);
  }

  /** Some of an array's bytes. */
  public void counted(byte[] more, int from, int end) {
    number((long) end - from);
    raw(more, from, end);
  }

  // ---- fields

  /** A number; 0 is what a field is when it is not there. */
  public void field(int tag, long value) {
    if (value != 0) {
      item(tag, value);
    }
  }

  /** One of several numbers, of which a 0 counts too. */
  public void item(int tag, long value) {
    number((long) tag << Varint.TAG_SHIFT | Varint.NUMBER);
    number(value);
  }

  public void field(int tag, boolean value) {
    field(tag, value ? 1 : 0);
  }

  public void field(int tag, @Nullable String text) {
    if (text != null) {
      field(tag, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  public void field(int tag, byte[] message) {
    number((long) tag << Varint.TAG_SHIFT | Varint.BYTES);
    counted(message);
  }

  public void field(int tag, WireOutput message) {
    field(tag, message.packed());
  }

  public void field(int tag, Packed message) {
    number((long) tag << Varint.TAG_SHIFT | Varint.BYTES);
    number(message.size());
    raw(message);
  }
}
