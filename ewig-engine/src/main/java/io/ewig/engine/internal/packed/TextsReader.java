package io.ewig.engine.internal.packed;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.internal.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;

/** Reads texts that a {@link TextsWriter} wrote. */
public final class TextsReader {

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private TextsReader() {}

  /**
   * @param bytesMax what all of them may take
   */
  public static Texts read(BytesIn in, int count, int bytesMax) {
    return read(in, count, bytesMax, 0);
  }

  private static Texts read(BytesIn in, int count, int bytesMax, int depth) {
    int form = in.getByte();
    return switch (form) {
      case TextsFormat.PLAIN -> plain(in, count, bytesMax);
      case TextsFormat.NUMBERED -> numbered(in, count, bytesMax);
      case TextsFormat.HEX -> hex(in, count, bytesMax);
      case TextsFormat.CHOICE -> choice(in, count, bytesMax, depth);
      default -> throw in.malformed("texts of the form " + form);
    };
  }

  private static Texts plain(BytesIn in, int count, int bytesMax) {
    long[] lengths = LongsReader.read(in, count);
    byte[] heap = heap(in, bytesMax);
    int[] starts = new int[count + 1];
    for (int i = 0; i < count; i++) {
      if (lengths[i] < 0 || lengths[i] > heap.length - starts[i]) {
        throw in.malformed("a text of " + lengths[i] + " bytes at " + starts[i]);
      }
      starts[i + 1] = starts[i] + (int) lengths[i];
    }
    if (starts[count] != heap.length) {
      throw in.malformed(heap.length + " bytes of texts that take " + starts[count]);
    }
    return new Texts(heap, starts);
  }

  private static byte[] heap(BytesIn in, int bytesMax) {
    int length = in.getCount(bytesMax, "bytes of texts");
    int stored = in.getCount(in.remaining(), "bytes of packed texts");
    byte[] bytes = in.get(stored);
    if (stored == length) {
      return bytes;
    }
    try {
      return Zstd.decompress(bytes, 0, stored, length);
    } catch (DataFormatException damaged) {
      throw in.malformed("texts that do not unpack: " + damaged.getMessage());
    }
  }

  private static Texts numbered(BytesIn in, int count, int bytesMax) {
    byte[] prefix = in.get(in.getCount(in.remaining(), "bytes of a prefix"));
    long[] numbers = LongsReader.read(in, count);
    int[] starts = new int[count + 1];
    long end = 0;
    for (int i = 0; i < count; i++) {
      if (numbers[i] < 0) {
        throw in.malformed("a text that ends in the number " + numbers[i]);
      }
      end += prefix.length + Decimals.digits(numbers[i]);
      requireWithin(end, bytesMax, in);
      starts[i + 1] = (int) end;
    }
    byte[] bytes = new byte[(int) end];
    for (int i = 0; i < count; i++) {
      System.arraycopy(prefix, 0, bytes, starts[i], prefix.length);
      Decimals.put(numbers[i], bytes, starts[i + 1]);
    }
    return new Texts(bytes, starts);
  }

  private static void requireWithin(long bytes, int bytesMax, BytesIn in) {
    if (bytes > bytesMax) {
      throw in.malformed(bytes + " bytes of texts, over the limit of " + bytesMax);
    }
  }

  private static Texts hex(BytesIn in, int count, int bytesMax) {
    int width = in.getCount(bytesMax, "bytes of a text");
    byte[] halved = heap(in, bytesMax / 2);
    if ((long) width * count != halved.length) {
      throw in.malformed(halved.length + " bytes in " + count + " texts of " + width);
    }
    byte[] bytes = new byte[2 * halved.length];
    for (int i = 0; i < halved.length; i++) {
      bytes[2 * i] = DIGITS[(halved[i] >>> 4) & 15];
      bytes[2 * i + 1] = DIGITS[halved[i] & 15];
    }
    int[] starts = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      starts[i] = 2 * width * i;
    }
    return new Texts(bytes, starts);
  }

  private static Texts choice(BytesIn in, int count, int bytesMax, int depth) {
    if (depth == TextsFormat.DEPTH_MAX) {
      throw in.malformed("a choice within a choice");
    }
    int size = in.getCount(count, "texts to choose from");
    Texts choice = read(in, size, bytesMax, depth + 1);
    int[] codes = LongsReader.readBelow(in, count, size, "a text");
    int[] starts = new int[count + 1];
    long end = 0;
    for (int i = 0; i < count; i++) {
      end += choice.length(codes[i]);
      requireWithin(end, bytesMax, in);
      starts[i + 1] = (int) end;
    }
    byte[] bytes = new byte[(int) end];
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          choice.bytes(), choice.start(codes[i]), bytes, starts[i], choice.length(codes[i]));
    }
    return new Texts(bytes, starts);
  }
}
