package io.ewig.engine.internal.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is packed comes back as it was, and damage is told from it. */
class PackedTest {

  private static final int BYTES_MAX = 1 << 20;
  private static final long FUZZ_BYTES_MAX = 16 << 20;

  private static long[] numbers(Randoms random, int count) {
    long[] numbers = new long[count];
    int kind = random.below(9);
    long last = random.longBelow(Long.MAX_VALUE);
    int bits = 1 + random.below(63);
    for (int i = 0; i < count; i++) {
      numbers[i] =
          switch (kind) {
            case 0 -> 7;
            case 1 -> random.below(1000) - 500;
            case 2 -> last += random.below(3);
            case 3 -> last += random.oneIn(50) ? random.below(1 << 20) : 0;
            case 4 -> random.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L);
            case 5 -> random.of(1L << 40, 3L << 50, 5L);
            case 6 -> random.longBelow(1L << bits);
            case 7 -> last += random.oneIn(100) ? 1L << 30 : 17;
            default -> random.longBelow(Long.MAX_VALUE) * (random.oneIn(2) ? 1 : -1);
          };
    }
    return numbers;
  }

  @Test
  void numbersComeBack() {
    Randoms random = new Randoms(811);
    for (int round = 0; round < 3000; round++) {
      long[] numbers = numbers(random, random.oneIn(4) ? random.below(5) : random.below(600));
      BytesOut out = new BytesOut(16);
      LongsWriter.write(numbers, numbers.length, out);
      BytesIn in = new BytesIn(out.toArray(), "numbers");
      assertThat(LongsReader.read(in, numbers.length)).isEqualTo(numbers);
      assertThat(in.remaining()).isZero();
    }
  }

  @Test
  void theFirstNumbersAreThoseOfAll() {
    Randoms random = new Randoms(816);
    for (int round = 0; round < 3000; round++) {
      long[] numbers = numbers(random, random.oneIn(4) ? random.below(5) : random.below(600));
      BytesOut out = new BytesOut(16);
      LongsWriter.write(numbers, numbers.length, out);
      int wanted = random.below(numbers.length + 1);
      BytesIn in = new BytesIn(out.toArray(), "numbers");
      assertThat(LongsReader.readFirst(in, numbers.length, wanted))
          .isEqualTo(Arrays.copyOf(numbers, wanted));
    }
  }

  @Test
  void numbersAtSomePlacesAreThoseOfAll() {
    Randoms random = new Randoms(818);
    for (int round = 0; round < 3000; round++) {
      long[] numbers = numbers(random, 1 + random.below(random.oneIn(4) ? 5 : 600));
      BytesOut out = new BytesOut(16);
      LongsWriter.write(numbers, numbers.length, out);
      int[] places = IntStream.range(0, 10).map(i -> random.below(numbers.length)).toArray();
      int wanted = random.below(places.length + 1);
      BytesIn in = new BytesIn(out.toArray(), "numbers");
      assertThat(LongsReader.readAt(in, numbers.length, places, wanted))
          .isEqualTo(Arrays.stream(places, 0, wanted).mapToLong(at -> numbers[at]).toArray());
    }
  }

  @Test
  void someCodesAreThoseOfAll() {
    Randoms random = new Randoms(817);
    for (int round = 0; round < 3000; round++) {
      int bound = 1 + random.below(random.oneIn(2) ? 12 : 1 << 20);
      int run = 1 + random.below(40);
      int[] codes = new int[random.below(600)];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = i % run == 0 ? random.below(bound) : codes[i - 1];
      }
      BytesOut out = new BytesOut(16);
      LongsWriter.write(Arrays.stream(codes).asLongStream().toArray(), codes.length, out);
      int to = random.below(codes.length + 1);
      int from = random.oneIn(3) ? 0 : random.below(to + 1);
      BytesIn in = new BytesIn(out.toArray(), "codes");
      assertThat(LongsReader.readBelow(in, codes.length, from, to, bound, "a code"))
          .isEqualTo(Arrays.copyOfRange(codes, from, to));
    }
  }

  @Test
  void aCodeThatIsNotBelowItsBoundIsDamage() {
    for (long[] numbers : List.of(new long[] {1, 9, 4, 7}, new long[] {3, -1, 2}, new long[] {9})) {
      BytesOut out = new BytesOut(16);
      LongsWriter.write(numbers, numbers.length, out);
      BytesIn in = new BytesIn(out.toArray(), "codes");
      assertThatThrownBy(() -> LongsReader.readBelow(in, numbers.length, 8, "a code"))
          .isInstanceOf(CorruptionException.class)
          .hasMessageContaining("as a code, of which there are 8");
    }
  }

  @Test
  void numbersOfEachKindAreShort() {
    long[] rising = new long[4096];
    long[] runs = new long[4096];
    long[] few = new long[4096];
    Randoms random = new Randoms(812);
    for (int i = 0; i < rising.length; i++) {
      rising[i] = 1_700_000_000_000_000_000L + 1000L * i;
      runs[i] = 1_700_000_000_000_000_000L + i / 1000 * 7_777_777L;
      few[i] = random.of(1L << 40, 3L << 50, 5L, -7L);
    }
    assertThat(bytesOf(rising)).isLessThan(20);
    assertThat(bytesOf(runs)).isLessThan(60);
    assertThat(bytesOf(few)).isLessThan(4096 / 4 + 50);
  }

  private static int bytesOf(long[] numbers) {
    BytesOut out = new BytesOut(16);
    LongsWriter.write(numbers, numbers.length, out);
    return out.size();
  }

  private static List<byte[]> texts(Randoms random, int count) {
    List<byte[]> texts = new ArrayList<>();
    int kind = random.below(8);
    for (int i = 0; i < count; i++) {
      String text =
          switch (kind) {
            case 0 -> "";
            case 1 -> "p" + random.below(1000);
            case 2 -> random.of("rose", "tulip", "", "lily");
            case 3 -> String.valueOf(random.longBelow(Long.MAX_VALUE));
            case 4 -> Long.toHexString(random.longBelow(1L << 60) | 1L << 60);
            case 5 -> "x0" + random.below(100);
            case 6 -> random.oneIn(30) ? "ab" : "prefix-" + random.below(10);
            default -> new String(random.bytes(random.below(20)), StandardCharsets.ISO_8859_1);
          };
      texts.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static byte[] written(List<byte[]> texts) {
    TextsBuilder builder = new TextsBuilder();
    texts.forEach(text -> builder.add(text, 0, text.length));
    BytesOut out = new BytesOut(16);
    TextsWriter.write(builder, out);
    return out.toArray();
  }

  @Test
  void textsComeBack() {
    Randoms random = new Randoms(813);
    for (int round = 0; round < 3000; round++) {
      List<byte[]> texts = texts(random, random.oneIn(4) ? random.below(5) : random.below(300));
      BytesIn in = new BytesIn(written(texts), "texts");
      Texts read = TextsReader.read(in, texts.size(), BYTES_MAX);
      assertThat(in.remaining()).isZero();
      assertThat(read.count()).isEqualTo(texts.size());
      for (int i = 0; i < texts.size(); i++) {
        assertThat(read.get(i)).isEqualTo(texts.get(i));
      }
    }
  }

  @Test
  void textsOfMoreBytesThanAllowedAreDamage() {
    List<byte[]> long100 = List.of(new byte[100], new byte[100]);
    assertThatThrownBy(() -> TextsReader.read(new BytesIn(written(long100), "texts"), 2, 150))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("limit of 150");
  }

  @Test
  void damagedNumbersGiveATypedErrorOrNumbers() {
    Randoms random = new Randoms(814);
    int[] count = new int[1];
    Fuzz.feed(
        "numbers",
        () -> {
          long[] numbers = numbers(random, random.below(80));
          count[0] = numbers.length;
          BytesOut out = new BytesOut(16);
          LongsWriter.write(numbers, numbers.length, out);
          return Fuzz.damaged(out.toArray(), random);
        },
        input -> LongsReader.read(new BytesIn(input, "numbers"), count[0]),
        FUZZ_BYTES_MAX);
  }

  @Test
  void damagedTextsGiveATypedErrorOrTexts() {
    Randoms random = new Randoms(815);
    List<List<byte[]>> samples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      samples.add(texts(random, random.below(80)));
    }
    int[] count = new int[1];
    Fuzz.feed(
        "texts",
        () -> {
          List<byte[]> texts = samples.get(random.below(samples.size()));
          count[0] = texts.size();
          return Fuzz.damaged(written(texts), random);
        },
        input -> {
          Texts texts = TextsReader.read(new BytesIn(input, "texts"), count[0], BYTES_MAX);
          for (int i = 0; i < texts.count(); i++) {
            assertThat(texts.get(i)).hasSize(texts.length(i));
          }
        },
        FUZZ_BYTES_MAX);
  }

  @Test
  void digitsAreThoseOfJava() {
    Randoms random = new Randoms(816);
    for (int round = 0; round < 10_000; round++) {
      long number = random.longBelow(1L << (1 + random.below(62)));
      byte[] digits = new byte[Decimals.digits(number)];
      Decimals.put(number, digits, digits.length);
      assertThat(new String(digits, StandardCharsets.US_ASCII)).isEqualTo(Long.toString(number));
    }
    assertThat(Decimals.digits(Long.MAX_VALUE)).isEqualTo(19);
  }

  @Test
  void textsAreComparedByTheirBytes() {
    Texts one = TextsReader.read(new BytesIn(written(List.of(new byte[3])), "one"), 1, 9);
    Texts same = TextsReader.read(new BytesIn(written(List.of(new byte[3])), "same"), 1, 9);
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(Texts.NONE);
    assertThat(one).hasToString("1 texts");
    assertThat(Arrays.asList(one)).contains(same);
  }
}
