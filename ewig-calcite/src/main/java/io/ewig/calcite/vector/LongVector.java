package io.ewig.calcite.vector;

/**
 * A number for each row that is selected; entries of other rows mean nothing.
 *
 * @param nulls whether entries are null; empty if none is
 */
public record LongVector(long[] values, boolean[] nulls) {

  private static final boolean[] NONE = {};

  public static LongVector of(long[] values) {
    return new LongVector(values, NONE);
  }

  public boolean mayHaveNulls() {
    return nulls.length > 0;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return values.length + " numbers";
  }
}
