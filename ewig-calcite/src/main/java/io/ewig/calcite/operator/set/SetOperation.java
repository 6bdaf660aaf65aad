package io.ewig.calcite.operator.set;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import java.util.List;
import java.util.Locale;

/** INTERSECT and EXCEPT of two or more inputs. */
public final class SetOperation implements Operator {

  /** How often a row is in the result. */
  public enum Kind {
    INTERSECT,
    INTERSECT_ALL,
    EXCEPT,
    EXCEPT_ALL;

    long times(long[] counts) {
      long first = counts[0];
      for (int i = 1; i < counts.length; i++) {
        first =
            switch (this) {
              case INTERSECT, INTERSECT_ALL -> Math.min(first, counts[i]);
              case EXCEPT -> counts[i] > 0 ? 0 : first;
              case EXCEPT_ALL -> Math.max(first - counts[i], 0);
            };
      }
      return this == INTERSECT || this == EXCEPT ? Math.min(first, 1) : first;
    }
  }

  private final Kind kind;
  private final List<Operator> inputs;
  private final int width;

  public SetOperation(Kind kind, List<Operator> inputs, int width) {
    this.kind = kind;
    this.inputs = List.copyOf(inputs);
    this.width = width;
  }

  @Override
  public Rows open(Execution execution) {
    return new TalliedRows(kind, inputs, width, execution);
  }

  @Override
  public String describe() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public List<Operator> inputs() {
    return inputs;
  }
}
