package io.ewig.jdbc.packed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link WireOutput} wrote, or anything else, and never past its end; one thread. */
public final class WireInput {

  private final byte[] bytes;
  private final int end;
  private int at;
  private int kind;

  public WireInput(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  WireInput(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  public boolean isAtEnd() {
    return at == end;
  }

  public int left() {
    return end - at;
  }

  public MalformedException malformed(String what) {
    return new MalformedException(at, what);
  }

  private void require(int count) throws MalformedException {
    if (count < 0 || count > end - at) {
      throw malformed(count + " bytes are missing");
    }
  }

  public int raw() throws MalformedException {
    require(1);
    return bytes[at++];
  }

  public byte[] raw(int count) throws MalformedException {
    require(count);
    at += count;
    return Arrays.copyOfRange(bytes, at - count, at);
  }

  public long fixed(int width) throws MalformedException {
    require(width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | (bytes[at++] & 0xFF);
    }
    return value;
  }

  public long number() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift < 7 * Varint.BYTES_MAX; shift += 7) {
      int next = raw();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number has more than 64 bits");
  }

  public long signed() throws MalformedException {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number of things that take a byte each at least. */
  public int count() throws MalformedException {
    long count = number();
    if (count < 0 || count > left()) {
      throw malformed(count + " of something cannot follow");
    }
    return (int) count;
  }

  public int integer() throws MalformedException {
    long value = number();
    if (value != (int) value) {
      throw malformed(value + " is out of range");
    }
    return (int) value;
  }

  public byte[] counted() throws MalformedException {
    return raw(count());
  }

  public String countedText() throws MalformedException {
    int length = count();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  // ---- fields

  /** The tag of the next field, whose value has to be read, or passed over. */
  public int tag() throws MalformedException {
    long key = number();
    long tag = key >>> Varint.TAG_SHIFT;
    if (tag < 1 || tag > Integer.MAX_VALUE) {
      throw malformed(tag + " is no tag of a field");
    }
    kind = (int) key & 7;
    return (int) tag;
  }

  private void requireKind(int wanted) throws MalformedException {
    if (kind != wanted) {
      throw malformed("a field is of another kind than it should be");
    }
  }

  public long asNumber() throws MalformedException {
    requireKind(Varint.NUMBER);
    return number();
  }

  public int asInteger() throws MalformedException {
    requireKind(Varint.NUMBER);
    return integer();
  }

  public boolean asFlag() throws MalformedException {
    return asNumber() != 0;
  }

  public String asText() throws MalformedException {
    requireKind(Varint.BYTES);
    return countedText();
  }

  /** The bytes that the field holds, where they lie. */
  public Packed asPacked() throws MalformedException {
    requireKind(Varint.BYTES);
    int length = count();
    at += length;
    return new Packed(bytes, at - length, at);
  }

  /** The message that the field holds; to be read apart from this one. */
  public WireInput asMessage() throws MalformedException {
    requireKind(Varint.BYTES);
    int length = count();
    at += length;
    return new WireInput(bytes, at - length, at);
  }

  /** A later version's field. */
  public void pass() throws MalformedException {
    switch (kind) {
      case Varint.NUMBER -> number();
      case Varint.FIXED64 -> fixed(8);
      case Varint.BYTES -> {
        int length = count();
        at += length;
      }
      case Varint.FIXED32 -> fixed(4);
      default -> throw malformed(kind + " is no kind of field");
    }
  }
}
