package io.ewig.calcite.vector;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.Reservation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A relation, under some conditions, that can be read as columns; immutable, any thread. */
public interface VectorSource {

  VectorKind kind(int column);

  /** Whether reading it so is likely to be faster than row by row; if not, rows are read. */
  boolean pays(Execution execution);

  /**
   * The same when all is done that has to be done once, before batches are read in one part or in
   * two; null if memory has no room for what comes of it, and rows are to be read.
   *
   * @param memory where room is taken, for as long as batches are read
   */
  default @Nullable VectorSource ready(Execution execution, Reservation memory) {
    return this;
  }

  /** Rows for which the conditions hold, and perhaps others; when it is {@link #ready}. */
  Batches open(Execution execution);

  /**
   * The same in one or two parts, one behind the other, each for a thread of its own; one if there
   * are few rows.
   *
   * @param threads that may work on it
   */
  default List<VectorSource> parts(int threads, Execution execution) {
    return List.of(this);
  }

  /** Whether a column, which is never null, does not go back from row to row. */
  default boolean isRising(int column) {
    return false;
  }

  /**
   * The same in any number of parts, of which the last rows come first; within each they come in
   * their order.
   */
  default List<VectorSource> lastFirst(Execution execution) {
    return List.of(this);
  }

  /**
   * Counts rows by a column of names without looking at them, if that is possible.
   *
   * @param ranges of columns of numbers or instants, which are the only conditions
   * @param areExtremesWanted whether the least and greatest values of other columns are
   */
  default @Nullable Iterable<Tally> tallies(
      int names, Iterable<ColumnRange> ranges, boolean areExtremesWanted, Execution execution) {
    return null;
  }

  /**
   * Counts all rows without looking at them, if that is possible.
   *
   * @param ranges of columns of numbers or instants, which are the only conditions
   */
  default @Nullable Extent extent(Iterable<ColumnRange> ranges, Execution execution) {
    return null;
  }

  /** What such a column lies between, both included. */
  record ColumnRange(int column, long first, long last) {}

  /** How many rows there are, and the least and greatest values of columns in these. */
  interface Extent {
    long count();

    /** Whether the extremes of a column are known. */
    boolean knows(int column);

    /** Only if there is a row. */
    long min(int column);

    long max(int column);
  }

  /** The same of those that have a name. */
  interface Tally extends Extent {
    String name();
  }
}
