package io.ewig.bench.measure;

/**
 * How long contestants go on.
 *
 * @param rounds that count
 * @param warmMillis what comes before them takes each contestant at least that long: code that runs
 *     seldom, since a call takes long or waits for a disk, is compiled late
 */
public record Pace(int rounds, int warmMillis) {

  /** What is to be warm. */
  @FunctionalInterface
  public interface Round {
    Object run() throws Exception;
  }

  /** Rounds that don't count, at least one. */
  public void warm(Round round) throws Exception {
    long from = System.nanoTime();
    do {
      round.run();
    } while (System.nanoTime() - from < warmMillis * 1_000_000L);
  }

  /** What is to be warm, and takes so long; what is done beside it does not count. */
  @FunctionalInterface
  public interface Timed {
    double millis() throws Exception;
  }

  /** Rounds that don't count, at least one. */
  public void warmTimed(Timed round) throws Exception {
    double spent = 0;
    do {
      spent += round.millis();
    } while (spent < warmMillis);
  }

  /** For what takes long in each round. */
  public Pace atMost(int most) {
    return new Pace(Math.min(rounds, most), warmMillis);
  }
}
