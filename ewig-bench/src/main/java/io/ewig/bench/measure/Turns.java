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

  private final Map<String, Trial> trials = new LinkedHashMap<>();

  public Turns add(String name, Trial trial) {
    trials.put(name, trial);
    return this;
  }

  /** Lets each contestant have some rounds that don't count, and then those that do. */
  public Rounds run(Pace pace) throws Exception {
    for (Trial trial : trials.values()) {
      pace.warm(trial::run);
    }
    int rounds = pace.rounds();
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
