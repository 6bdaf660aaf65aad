package io.ewig.engine.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ewig.engine.Tier;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a document that comes back the same, or a typed refusal, in bounds. */
class JsonFuzzTest {

  private static final int INPUTS = Tier.count(100_000, 2_000_000);

  private static final byte[] TOKENS =
      "{}[]:,\"\\ue+-.0123456789truefalsn \n/~\u00e9".getBytes(UTF_8);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void damagedTextGivesATypedErrorOrADocument() {
    Randoms random = new Randoms(7301);
    RandomJson make = new RandomJson(random);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutate(make.document(3).canonical(), random);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      Json document = read(input);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
          .as("memory for %s bytes", input.length)
          .isLessThan(64_000 + 200L * input.length);
      if (document != null) {
        read++;
        assertThat(Json.parse(document.canonical())).isEqualTo(document);
      }
    }
    assertThat(read).as("not everything was refused").isGreaterThan(INPUTS / 50);
  }

  /** The quick reader beside the careful one: what it reads at all, it reads the same. */
  @Test
  void theShortReaderReadsWhatTheOtherReads() {
    Randoms random = new Randoms(7302);
    RandomJson make = new RandomJson(random);
    int taken = 0;
    for (int i = 0; i < 2 * INPUTS; i++) {
      byte[] input = mutate(i % 2 == 0 ? simple(random) : make.document(2).canonical(), random);
      Json simple = ShortReader.read(input);
      if (simple != null) {
        taken++;
        assertThat(JsonReader.read(input)).isEqualTo(simple);
      }
    }
    assertThat(taken).isGreaterThan(INPUTS / 8);
  }

  /** What only asks whether there is a document says what reading it would have said. */
  @Test
  void whatIsADocumentIsWhatCanBeRead() {
    Randoms random = new Randoms(7303);
    RandomJson make = new RandomJson(random);
    int accepted = 0;
    for (int i = 0; i < 2 * INPUTS; i++) {
      byte[] input = mutate(i % 2 == 0 ? simple(random) : make.document(2).canonical(), random);
      boolean isReadable = read(input) != null;
      assertThat(Json.isDocument(input)).as(text(input)).isEqualTo(isReadable);
      if (isSimpleAnywhere(input, random)) {
        accepted++;
        assertThat(isReadable).as(text(input)).isTrue();
        assertThat(text(input)).isASCII();
      }
    }
    assertThat(accepted).isGreaterThan(INPUTS / 8);
  }

  /** What is simple in the midst of other bytes is what is simple alone. */
  private static boolean isSimpleAnywhere(byte[] input, Randoms random) {
    boolean alone = Json.isSimple(input, 0, input.length);
    byte[] around = mutate(" {\"key\": [1, \"x\"]} ".repeat(3).getBytes(UTF_8), random);
    int from = random.below(around.length + 1);
    byte[] both = Arrays.copyOf(around, around.length + input.length);
    System.arraycopy(around, from, both, from + input.length, around.length - from);
    System.arraycopy(input, 0, both, from, input.length);
    assertThat(Json.isSimple(both, from, from + input.length)).isEqualTo(alone);
    return alone;
  }

  @Test
  void noByteOfATextIsOverlookedWhereverItStands() {
    for (int length = 1; length < 20; length++) {
      for (int at = 1; at <= length; at++) {
        byte[] input = ("\"" + "~".repeat(length) + "\"").getBytes(UTF_8);
        assertThat(ShortCheck.accepts(input, 0, input.length)).isTrue();
        for (int b = 0; b < 256; b++) {
          input[at] = (byte) b;
          assertThat(Json.isDocument(input)).as(text(input)).isEqualTo(read(input) != null);
        }
      }
    }
  }

  @Test
  void aKeyThatStandsTwiceInAnObjectIsNoDocumentHoweverManyThereAre() {
    assertThat(isDocument("{\"a\":1,\"b\":{\"a\":1},\"c\":[{\"a\":2},{\"a\":3}]}")).isTrue();
    assertThat(isDocument("{\"a\":1,\"b\":{\"c\":1},\"a\":1}")).isFalse();
    assertThat(isDocument("{\"b\":{\"c\":1,\"d\":2,\"c\":1}}")).isFalse();
    StringBuilder many = new StringBuilder("{\"k\":0");
    for (int i = 0; i < 40; i++) {
      many.append(",\"k").append(i).append("\":").append(i);
    }
    assertThat(isDocument(many + "}")).isTrue();
    assertThat(isDocument(many + ",\"k\":1}")).isFalse();
  }

  @Test
  void deepAndLongDocumentsAreDocumentsUpToTheLimits() {
    for (int depth : new int[] {15, 16, 17, 199, 200, 201}) {
      String nested = "[".repeat(depth) + "]".repeat(depth);
      assertThat(isDocument(nested)).as("%s deep", depth).isEqualTo(depth <= Json.DEPTH_MAX);
    }
    for (int length : new int[] {4_000, 4_093, 4_094, 4_095, 10_000}) {
      assertThat(isDocument("\"" + "x".repeat(length) + "\"")).isTrue();
      assertThat(isDocument("\"" + "x".repeat(length))).isFalse();
    }
  }

  private static boolean isDocument(String text) {
    return Json.isDocument(text.getBytes(UTF_8));
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  private static byte[] simple(Randoms random) {
    StringBuilder text = new StringBuilder("{");
    for (int i = random.below(4); i >= 0; i--) {
      String value =
          random.of(
              "12",
              "-0",
              "0.5",
              "5.0",
              "1.",
              "1.2.3",
              "1.5e1",
              "0.00000012",
              "1e3",
              "-7.25",
              "true",
              "[1, 2]",
              "{}",
              "\"x\"",
              "00");
      text.append('"').append((char) ('a' + random.below(26))).append("\" : ").append(value);
      text.append(i == 0 ? "}" : ",");
    }
    return text.toString().getBytes(UTF_8);
  }

  private static Json read(byte[] input) {
    try {
      return Json.parse(input);
    } catch (UserException typed) {
      assertThat(typed.getMessage()).contains("[EWIG-104");
      return null;
    }
  }

  private static byte[] mutate(byte[] sample, Randoms random) {
    byte[] input =
        random.oneIn(4) ? Arrays.copyOf(sample, random.below(sample.length + 3)) : sample;
    for (int left = random.below(4); left > 0 && input.length > 0; left--) {
      int at = random.below(input.length);
      input[at] =
          switch (random.below(3)) {
            case 0 -> (byte) (input[at] ^ (1 << random.below(8)));
            case 1 -> (byte) random.below(256);
            default -> TOKENS[random.below(TOKENS.length)];
          };
    }
    return input;
  }

  /** The worst there is: most values in fewest bytes. */
  @Test
  void memoryIsASmallMultipleOfTheText() {
    for (String unit : new String[] {"[0],", "0,", "12345,", "1.5,", "\"\",", "{},", "{\"\":0},"}) {
      byte[] input = ("[" + unit.repeat((1 << 20) / unit.length()) + "0]").getBytes(UTF_8);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      Json document = Json.parse(input);
      long times = (THREADS.getCurrentThreadAllocatedBytes() - before) / input.length;
      assertThat(document.depth()).isPositive();
      System.out.println("json: " + unit + " allocates " + times + " times its text");
      assertThat(times).as("allocated for " + unit).isLessThan(60);
    }
  }
}
