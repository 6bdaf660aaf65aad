package io.ewig.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a document that comes back the same, or a typed refusal, in bounds. */
class JsonFuzzTest {

  private static final int INPUTS =
      "long".equals(System.getProperty("ewig.tier")) ? 2_000_000 : 100_000;

  private static final byte[] TOKENS =
      "{}[]:,\"\\ue+-.0123456789truefalsn \n/~\u00e9".getBytes(StandardCharsets.UTF_8);

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
    return text.toString().getBytes(StandardCharsets.UTF_8);
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
      byte[] input =
          ("[" + unit.repeat((1 << 20) / unit.length()) + "0]").getBytes(StandardCharsets.UTF_8);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      Json document = Json.parse(input);
      long times = (THREADS.getCurrentThreadAllocatedBytes() - before) / input.length;
      assertThat(document.depth()).isPositive();
      System.out.println("json: " + unit + " allocates " + times + " times its text");
      assertThat(times).as("allocated for " + unit).isLessThan(60);
    }
  }
}
