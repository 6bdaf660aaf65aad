package io.ewig.calcite.vector;

/**
 * A number for each row that is selected; entries of other rows mean nothing.
 *
 * @param nulls whether entries are null; empty if none is
 * @param isSame whether it is known that all entries are what the first one is, and none is null
 */
public record LongVector(long[] values, boolean[] nulls, boolean isSame) {

  private static final boolean[] NONE = {};

  public LongVector(long[] values, boolean[] nulls) {
    this(values, nulls, false);
  }

  public static LongVector of(long[] values) {
    return new LongVector(values, NONE);
  }

  /**
   * @param values are all the same, those of rows that are not selected as well
   */
  public static LongVector ofSame(long[] values) {
    return new LongVector(values, NONE, true);
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
