package io.ewig.engine.internal.packed;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.zstd.Zstd;
import java.util.Arrays;

/** Writes texts in the shortest of the ways of {@link TextsFormat}, about. */
public final class TextsWriter {

  /** Shorter heaps are not worth compressing. */
  private static final int ZSTD_FROM_BYTES = 64;

  /** What digits there can be behind a prefix: fewer than a long may have. */
  private static final int DIGITS_MAX = 18;

  private TextsWriter() {}

  public static void write(TextsBuilder texts, BytesOut out) {
    int count = texts.count();
    if (count == 0) {
      out.putByte(TextsFormat.PLAIN);
      LongsWriter.write(new long[0], 0, out);
      writeHeap(new byte[0], 0, out);
      return;
    }
    if (writeChoice(texts, out) || writeNumbered(texts, out) || writeHex(texts, out)) {
      return;
    }
    writePlain(texts, out);
  }

  private static void writePlain(TextsBuilder texts, BytesOut out) {
    long[] lengths = new long[texts.count()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = texts.length(i);
    }
    out.putByte(TextsFormat.PLAIN);
    LongsWriter.write(lengths, lengths.length, out);
    writeHeap(texts.bytes(), texts.size(), out);
  }

  private static void writeHeap(byte[] bytes, int length, BytesOut out) {
    byte[] packed =
        length < ZSTD_FROM_BYTES
            ? null
            : Zstd.compress(Arrays.copyOf(bytes, length), length - length / 16);
    out.putVarint(length).putVarint(packed == null ? length : packed.length);
    if (packed == null) {
      out.put(bytes, 0, length);
    } else {
      out.put(packed);
    }
  }

  /** Half of the texts have to have been there before. */
  private static boolean writeChoice(TextsBuilder texts, BytesOut out) {
    int count = texts.count();
    int most = count / 2;
    int[] slots = new int[Integer.highestOneBit(Math.max(4, count)) << 1];
    int[] firsts = new int[most + 1];
    long[] codes = new long[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      int slot = texts.hash(i) & (slots.length - 1);
      while (slots[slot] != 0 && !texts.isSame(firsts[slots[slot] - 1], i)) {
        slot = (slot + 1) & (slots.length - 1);
      }
      if (slots[slot] == 0) {
        if (size == most) {
          return false;
        }
        firsts[size++] = i;
        slots[slot] = size;
      }
      codes[i] = slots[slot] - 1L;
    }
    TextsBuilder choice = new TextsBuilder();
    for (int i = 0; i < size; i++) {
      int start = texts.start(firsts[i]);
      choice.add(texts.bytes(), start, start + texts.length(firsts[i]));
    }
    out.putByte(TextsFormat.CHOICE).putVarint(size);
    if (!writeNumbered(choice, out)) {
      writePlain(choice, out);
    }
    LongsWriter.write(codes, count, out);
    return true;
  }

  private static boolean writeNumbered(TextsBuilder texts, BytesOut out) {
    byte[] bytes = texts.bytes();
    int prefix = prefix(texts);
    long[] numbers = new long[texts.count()];
    for (int i = 0; i < numbers.length; i++) {
      int from = texts.start(i) + prefix;
      int digits = texts.length(i) - prefix;
      if (digits < 1 || digits > DIGITS_MAX || (bytes[from] == '0' && digits > 1)) {
        return false;
      }
      long number = 0;
      for (int at = from; at < from + digits; at++) {
        int digit = bytes[at] - '0';
        if (digit < 0 || digit > 9) {
          return false;
        }
        number = 10 * number + digit;
      }
      numbers[i] = number;
    }
    out.putByte(TextsFormat.NUMBERED).putVarint(prefix).put(bytes, texts.start(0), prefix);
    LongsWriter.write(numbers, numbers.length, out);
    return true;
  }

  /** How many bytes the first text has before its last digits, if all others start likewise. */
  private static int prefix(TextsBuilder texts) {
    byte[] bytes = texts.bytes();
    int prefix = texts.length(0);
    while (prefix > 0 && bytes[prefix - 1] >= '0' && bytes[prefix - 1] <= '9') {
      prefix--;
    }
    for (int i = 1; i < texts.count(); i++) {
      int start = texts.start(i);
      if (texts.length(i) < prefix
          || !Arrays.equals(bytes, 0, prefix, bytes, start, start + prefix)) {
        return texts.length(0); // then there are no digits behind it
      }
    }
    return prefix;
  }

  private static boolean writeHex(TextsBuilder texts, BytesOut out) {
    int width = texts.length(0);
    if (width == 0 || (width & 1) != 0 || texts.size() != (long) width * texts.count()) {
      return false;
    }
    byte[] bytes = texts.bytes();
    byte[] halved = new byte[texts.size() / 2];
    for (int i = 0; i < texts.count(); i++) {
      if (texts.length(i) != width) {
        return false;
      }
    }
    for (int i = 0; i < halved.length; i++) {
      int high = digit(bytes[2 * i]);
      int low = digit(bytes[2 * i + 1]);
      if ((high | low) < 0) {
        return false;
      }
      halved[i] = (byte) (high << 4 | low);
    }
    out.putByte(TextsFormat.HEX).putVarint(width / 2);
    writeHeap(halved, halved.length, out);
    return true;
  }

  private static int digit(byte letter) {
    if (letter >= '0' && letter <= '9') {
      return letter - '0';
    }
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
