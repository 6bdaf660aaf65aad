package io.ewig.engine.internal.shred;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.internal.packed.Decimals;
import io.ewig.engine.internal.packed.LongsReader;
import io.ewig.engine.internal.packed.Texts;
import io.ewig.engine.internal.packed.TextsReader;

/** The scalars of one path of a block, as they were in their documents. */
final class Values {

  /** No word has more, nor a number: sign, point, and digits with a zero before them. */
  private static final int SHORT_BYTES_MAX = DocumentsFormat.DIGITS_MAX + 4;

  private static final int QUOTES = 2;

  private static final byte[][] WORDS = {{}, bytes("null"), bytes("false"), bytes("true")};

  private final byte[] kinds;
  private final int[] places;
  private final int scale;
  private final byte[] scales;
  private final long[] numbers;
  private final Texts texts;

  private Values(
      byte[] kinds, int[] places, int scale, byte[] scales, long[] numbers, Texts texts) {
    this.kinds = kinds;
    this.places = places;
    this.scale = scale;
    this.scales = scales;
    this.numbers = numbers;
    this.texts = texts;
  }

  private static byte[] bytes(String word) {
    byte[] bytes = new byte[word.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) word.charAt(i);
    }
    return bytes;
  }

  static Values read(BytesIn in, int count, int bytesMax) {
    int[] all = LongsReader.readBelow(in, count, DocumentsFormat.KINDS, "a kind of value");
    byte[] kinds = new byte[count];
    int[] places = new int[count];
    int numbers = 0;
    int texts = 0;
    for (int i = 0; i < count; i++) {
      kinds[i] = (byte) all[i];
      if (all[i] == 0) {
        throw in.malformed("a value of no kind");
      } else if (all[i] == DocumentsFormat.NUMBER) {
        places[i] = numbers++;
      } else if (all[i] >= DocumentsFormat.TEXT) {
        places[i] = texts++;
      }
    }
    int scale = 0;
    byte[] scales = {};
    long[] unscaled = {};
    if (numbers > 0) {
      scale = in.getByte();
      if (scale > DocumentsFormat.DIGITS_MAX && scale != DocumentsFormat.OWN_SCALES) {
        throw in.malformed("numbers of the scale " + scale);
      }
      scales = scales(in, numbers, Math.min(scale, DocumentsFormat.DIGITS_MAX));
      unscaled = LongsReader.read(in, numbers);
      requireFit(unscaled, scales, scale, in);
    }
    Texts read = texts == 0 ? Texts.NONE : TextsReader.read(in, texts, bytesMax);
    return new Values(kinds, places, scale, scales, unscaled, read);
  }

  private static byte[] scales(BytesIn in, int count, int most) {
    int[] read = LongsReader.readBelow(in, count, most + 1, "a scale");
    byte[] scales = new byte[count];
    for (int i = 0; i < count; i++) {
      scales[i] = (byte) read[i];
    }
    return scales;
  }

  private static void requireFit(long[] numbers, byte[] scales, int scale, BytesIn in) {
    long bound = ValuesBuilder.power(DocumentsFormat.DIGITS_MAX);
    for (int i = 0; i < numbers.length; i++) {
      boolean isExact =
          scale == DocumentsFormat.OWN_SCALES
              || scale == scales[i] // most often: a division each would be half of the work
              || numbers[i] % ValuesBuilder.power(scale - scales[i]) == 0;
      if (numbers[i] > bound || numbers[i] < -bound || !isExact) {
        throw in.malformed("the number " + numbers[i] + " of the scale " + scale);
      }
    }
  }

  int kind(int index) {
    return kinds[index];
  }

  Texts texts() {
    return texts;
  }

  /** Where among texts, or numbers, a value stands. */
  int place(int index) {
    return places[index];
  }

  /** The scale of all numbers, or {@link DocumentsFormat#OWN_SCALES}. */
  int scale() {
    return scale;
  }

  long number(int index) {
    return numbers[places[index]];
  }

  /** How many bytes a value takes in its document at most. */
  int room(int index) {
    return kinds[index] >= DocumentsFormat.TEXT
        ? texts.length(places[index]) + QUOTES
        : SHORT_BYTES_MAX;
  }

  /** Puts a value down as it stood in its document; where it ends. */
  int put(int index, byte[] to, int at) {
    int place = places[index];
    return switch (kinds[index]) {
      case DocumentsFormat.NUMBER -> putNumber(place, to, at);
      case DocumentsFormat.TEXT, DocumentsFormat.ESCAPED -> putQuoted(place, to, at);
      case DocumentsFormat.OTHER_NUMBER -> putText(place, to, at);
      default -> putWord(WORDS[kinds[index]], to, at);
    };
  }

  private static int putWord(byte[] word, byte[] to, int at) {
    System.arraycopy(word, 0, to, at, word.length);
    return at + word.length;
  }

  private int putQuoted(int place, byte[] to, int at) {
    to[at] = '"';
    int end = putText(place, to, at + 1);
    to[end] = '"';
    return end + 1;
  }

  private int putText(int place, byte[] to, int at) {
    int length = texts.length(place);
    System.arraycopy(texts.bytes(), texts.start(place), to, at, length);
    return at + length;
  }

  private long shown(int place) {
    return scale == DocumentsFormat.OWN_SCALES || scale == scales[place]
        ? numbers[place]
        : numbers[place] / ValuesBuilder.power(scale - scales[place]);
  }

  private int numberLength(int place) {
    long shown = shown(place);
    int fraction = scales[place];
    int digits = Math.max(Decimals.digits(Math.abs(shown)), fraction + 1);
    return (shown < 0 ? 1 : 0) + digits + (fraction > 0 ? 1 : 0);
  }

  private int putNumber(int place, byte[] to, int at) {
    long shown = shown(place);
    int end = at + numberLength(place);
    int fraction = scales[place];
    int from = at;
    if (shown < 0) {
      to[from++] = '-';
      shown = -shown;
    }
    if (fraction == 0) {
      Decimals.put(shown, to, end);
      return end;
    }
    long power = ValuesBuilder.power(fraction);
    int point = end - fraction - 1;
    for (int i = from; i < end; i++) {
      to[i] = '0';
    }
    Decimals.put(shown / power, to, point);
    Decimals.put(shown % power, to, end);
    to[point] = '.';
    return end;
  }
}
