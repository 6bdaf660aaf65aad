package io.ewig.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ewig.engine.Tier;
import io.ewig.engine.error.EwigException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Feeds damaged input to a decoder, which has to answer with a typed error or a value, at once and
 * in little memory.
 */
public final class Fuzz {

  /** How many inputs: more of them with {@code -Dewig.tier=long}. */
  public static final int INPUTS = Tier.count(100_000, 2_000_000);

  private Fuzz() {}

  /** How many of the inputs still meant something. */
  public static int feed(
      String name, Supplier<byte[]> inputs, Consumer<byte[]> decoder, long bytesMax) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int values = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = inputs.get();
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        decoder.accept(input);
        values++;
      } catch (EwigException typed) {
        assertThat(typed.getMessage()).isNotBlank();
      } catch (RuntimeException | Error e) {
        throw new AssertionError("input " + i + " of " + name, e);
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("memory for input %s of %s", i, name)
          .isLessThan(bytesMax);
    }
    return values;
  }

  /** A copy with a few bytes changed, at times cut or made longer. */
  public static byte[] damaged(byte[] sample, Randoms random) {
    int length = random.oneIn(10) ? random.below(sample.length + 8) : sample.length;
    byte[] input = Arrays.copyOf(sample, length);
    for (int left = 1 + random.below(4); left > 0 && length > 0; left--) {
      damage(input, random.below(length), random);
    }
    return input;
  }

  /** Changes a byte in one of the ways that have found errors. */
  public static void damage(byte[] input, int at, Randoms random) {
    input[at] =
        switch (random.below(5)) {
          case 0 -> (byte) (input[at] ^ (1 << random.below(8)));
          case 1 -> (byte) 0xFF;
          case 2 -> 0;
          case 3 -> (byte) (input[at] + 1);
          default -> (byte) random.below(256);
        };
  }
}
