package io.ewig.calcite.vector;

/** Which rows of a batch are looked at, in their order; one thread. */
public final class Selection {

  private final int[] rows = new int[Batch.ROWS_MAX];
  private int count;

  /** The rows; only the first {@link #count()} mean anything. Whoever drops some moves the rest. */
  public int[] rows() {
    return rows;
  }

  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Says how many of the first rows stay. */
  public void keep(int first) {
    count = first;
  }

  /** So many rows, from the first on. */
  public void all(int size) {
    for (int i = 0; i < size; i++) {
      rows[i] = i;
    }
    count = size;
  }

  /** The same rows as another's. */
  public void set(int[] other, int otherCount) {
    System.arraycopy(other, 0, rows, 0, otherCount);
    count = otherCount;
  }
}
