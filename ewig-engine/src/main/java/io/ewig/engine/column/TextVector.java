package io.ewig.engine.column;

/**
 * Texts as UTF-8, for each row where its own lies; in the order of these bytes, unsigned, they are
 * in the order of texts.
 *
 * @param from where each starts
 * @param to where each ends
 * @param nulls which of them are null; empty if none is
 */
public record TextVector(byte[] bytes, int[] from, int[] to, boolean[] nulls) {

  public boolean isNull(int row) {
    return nulls.length > 0 && nulls[row];
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
    return from.length + " texts";
  }
}
