package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;
import java.util.Arrays;

/**
 * A value as what is different in it from another one, its base; see {@link SeriesFormat}.
 *
 * <p>Reads it where it lies, step by step; whatever the bytes are, it stays inside of the base and
 * of the patch.
 */
final class Patch {

  /** Fewer equal bytes between two differences are not worth a step of their own. */
  private static final int EQUAL_MIN = 4;

  private static final int VARINT_BYTES_MAX = 5;

  /** Set in the first three of eight bytes unless each is a number by itself. */
  private static final int LONG_NUMBERS = 0x80_80_80;

  private final Content content;
  private final int baseAt;
  private final int baseLength;
  private final int end;
  private int at;
  private int inBase;
  private int copied;
  private int copiedTo; // where in the base the step's own bytes take the place of others
  private int literal;

  Patch(Content content, int baseAt, int baseLength, int at, int length) {
    this.content = content;
    this.baseAt = baseAt;
    this.baseLength = baseLength;
    this.at = at;
    this.end = at + length;
  }

  /** The length of the value. */
  int length() {
    int start = at;
    long bytes = 0;
    while (next()) {
      bytes += copied + literal;
    }
    bytes += baseLength - inBase;
    return requireSize(bytes, start);
  }

  private int requireSize(long bytes, int start) {
    if (bytes > content.limit()) {
      throw content.malformed(start, "a value of " + bytes + " bytes");
    }
    return (int) bytes;
  }

  /** The value. */
  byte[] value() {
    content.requireInside(baseAt, baseLength);
    int start = at;
    if (next() && at == end) { // as most often: what is different lies in one place
      int behind = baseLength - inBase;
      byte[] value = new byte[requireSize((long) copied + literal + behind, start)];
      content.get(baseAt, value, 0, copied);
      content.get(at - literal, value, copied, literal);
      content.get(baseAt + inBase, value, copied + literal, behind);
      return value;
    }
    rewind(start);
    byte[] value = new byte[length()];
    rewind(start);
    apply(value, 0);
    return value;
  }

  private void rewind(int start) {
    at = start;
    inBase = 0;
  }

  /** Adds the value to others: it has no more bytes than its base and the patch together. */
  void append(BytesOut to) {
    content.requireInside(baseAt, baseLength);
    int start = at;
    int put = to.grow(requireSize((long) baseLength + end - at, at));
    content.get(baseAt, to.array(), put, baseLength);
    while (next()) {
      int length = literal;
      int skipped = inBase - copiedTo;
      if (skipped != length) {
        rewind(start);
        to.setSize(apply(to.array(), put));
        return;
      }
      content.getFew(at - length, to.array(), put + copiedTo, length);
    }
    to.setSize(put + baseLength);
  }

  /**
   * Puts the value where there is room for it.
   *
   * @return where it ends there
   */
  int apply(byte[] to, int toAt) {
    int put = toAt;
    int from = inBase;
    while (next()) {
      content.get(baseAt + from, to, put, copied);
      put += copied;
      content.get(at - literal, to, put, literal);
      put += literal;
      from = inBase;
    }
    content.get(baseAt + from, to, put, baseLength - from);
    return put + baseLength - from;
  }

  private boolean next() {
    if (at == end) {
      return false;
    }
    int skipped;
    long numbers = content.getLong(at); // there are eight bytes behind all values
    if ((numbers & LONG_NUMBERS) == 0 && end - at >= 3) {
      copied = (int) numbers & 0x7F;
      skipped = (int) (numbers >>> 8) & 0x7F;
      literal = (int) (numbers >>> 16) & 0x7F;
      at += 3;
    } else {
      copied = varint();
      skipped = varint();
      literal = varint();
    }
    if (copied > baseLength - inBase
        || skipped > baseLength - inBase - copied
        || literal > end - at) {
      throw content.malformed(at, "a patch that reaches beyond what it is made of");
    }
    copiedTo = inBase + copied;
    inBase = copiedTo + skipped;
    at += literal;
    return true;
  }

  private int varint() {
    int value = 0;
    for (int i = 0; i < VARINT_BYTES_MAX && at < end; i++) {
      int next = content.getInt(at++) & 0xFF;
      value |= (next & 0x7F) << (7 * i);
      if (next < 0x80 && value >= 0) {
        return value;
      }
    }
    throw content.malformed(at, "a patch without an end");
  }

  /** Adds what makes the value out of the base; nothing if they are equal. */
  static void write(BytesOut out, byte[] base, int baseLength, byte[] value, int length) {
    int from = Arrays.mismatch(base, 0, baseLength, value, 0, length);
    if (from < 0) {
      return;
    }
    int most = Math.min(baseLength, length) - from;
    int after = 0;
    while (after < most && base[baseLength - 1 - after] == value[length - 1 - after]) {
      after++;
    }
    if (baseLength == length) {
      writeDifferences(out, base, value, from, length - after);
    } else {
      step(out, from, baseLength - after - from, value, from, length - after - from);
    }
  }

  /** Of values that are equally long: most often columns have changed that keep their place. */
  private static void writeDifferences(BytesOut out, byte[] base, byte[] value, int from, int to) {
    int done = 0;
    int start = from;
    while (start < to) {
      int last = start; // that differs
      int i = start + 1;
      for (; i < to && i - last <= EQUAL_MIN; i++) {
        last = base[i] == value[i] ? last : i;
      }
      int length = last + 1 - start;
      step(out, start - done, length, value, start, length);
      done = last + 1;
      while (i < to && base[i] == value[i]) {
        i++;
      }
      start = i;
    }
  }

  private static void step(
      BytesOut out, int copied, int skipped, byte[] value, int from, int length) {
    out.putVarint(copied).putVarint(skipped).putVarint(length).put(value, from, length);
  }
}
