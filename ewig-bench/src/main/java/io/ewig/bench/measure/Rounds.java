package io.ewig.bench.measure;

import java.util.Map;

/** What contestants did round by round. */
public record Rounds(Map<String, double[]> results) {

  public Figure of(String name) {
    return Figure.of(rounds(name));
  }

  /** How much one did for each one that the other did, compared within each round. */
  public Figure ratio(String name, String other) {
    double[] ratios = rounds(name).clone();
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] /= rounds(other)[i];
    }
    return Figure.of(ratios);
  }

  private double[] rounds(String name) {
    double[] rounds = results.get(name);
    if (rounds == null) {
      throw new IllegalArgumentException(name + " did not take part");
    }
    return rounds;
  }
}
