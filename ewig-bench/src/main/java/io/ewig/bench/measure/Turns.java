package io.ewig.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Contestants that take turns: A, B, A, B, ... */
public final class Turns {

  /** One round of one contestant. */
  @FunctionalInterface
  public interface Trial {
    /** Measures once; more is better. */
    double run() throws Exception;
  }

  /**
   * So many short rounds make warm what waits for a disk or a peer: it runs so seldom that its code
   * is compiled late.
   */
  private static final int WARM_UPS_OF_WAITERS = 30;

  private final Map<String, Trial> trials = new LinkedHashMap<>();
  private int warmUps = 1;

  public Turns add(String name, Trial trial) {
    trials.put(name, trial);
    return this;
  }

  /** Makes all warm for longer, since most of a round is waiting. */
  public Turns ofWaiters() {
    warmUps = WARM_UPS_OF_WAITERS;
    return this;
  }

  /** Lets each contestant have some rounds that don't count, and then that many that do. */
  public Rounds run(int rounds) throws Exception {
    for (Trial trial : trials.values()) {
      for (int i = 0; i < warmUps; i++) {
        trial.run();
      }
    }
    Map<String, double[]> results = new LinkedHashMap<>();
    trials.keySet().forEach(name -> results.put(name, new double[rounds]));
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Trial> entry : trials.entrySet()) {
        double result = entry.getValue().run();
        Objects.requireNonNull(results.get(entry.getKey()))[round] = result;
      }
    }
    return new Rounds(results);
  }
}
