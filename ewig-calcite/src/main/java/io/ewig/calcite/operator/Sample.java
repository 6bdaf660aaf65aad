package io.ewig.calcite.operator;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** TABLESAMPLE: each row with the same probability; with REPEATABLE the same ones each time. */
public final class Sample implements Operator {

  private final Operator input;
  private final double probability;
  private final @Nullable Long seed;

  /**
   * @param seed null for another sample in each execution
   */
  public Sample(Operator input, double probability, @Nullable Long seed) {
    this.input = input;
    this.probability = probability;
    this.seed = seed;
  }

  @Override
  public Rows open(Execution execution) {
    long start = seed == null ? execution.now().hashCode() : seed;
    return new Sampling(input.open(execution), new SplittableRandom(start), probability, execution);
  }

  @Override
  public String describe() {
    return "sample: " + probability;
  }

  @Override
  public List<Operator> inputs() {
    return List.of(input);
  }

  private record Sampling(
      Rows input, SplittableRandom random, double probability, Execution execution)
      implements Rows {

    @Override
    public @Nullable Object @Nullable [] next() {
      for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
        execution.tick();
        if (random.nextDouble() < probability) {
          return row;
        }
      }
      return null;
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
