package io.ewig.bench.measure;

import java.util.Arrays;
import java.util.List;

/**
 * What single calls take, the clock included (some 25 ns).
 *
 * @param median half of all calls take at most so many microseconds
 * @param high 99 of 100 take at most so many
 */
public record Latency(double median, double high) {

  /** One call; what it gives must be 0 or more, so that it can't be left out. */
  @FunctionalInterface
  public interface Call {
    long run(int index) throws Exception;
  }

  /** Calls so many times, each with a number of its own. */
  public static Latency of(int count, Call call) throws Exception {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long from = System.nanoTime();
      long got = call.run(i);
      nanos[i] = System.nanoTime() - from;
      if (got < 0) {
        throw new IllegalStateException("call " + i + " got nothing");
      }
    }
    Arrays.sort(nanos);
    return new Latency(nanos[count / 2] / 1e3, nanos[count - 1 - count / 100] / 1e3);
  }

  /** The medians of several rounds. */
  public static Figure medians(List<Latency> rounds) {
    return Figure.of(rounds.stream().mapToDouble(Latency::median).toArray());
  }

  public static String text(List<Latency> rounds) {
    Figure high = Figure.of(rounds.stream().mapToDouble(Latency::high).toArray());
    return "p50 " + medians(rounds).text(" us") + "; p99 " + high.text(" us");
  }
}
