package io.ewig.calcite.execution;

import org.jspecify.annotations.Nullable;

/** Rows of one execution, one at a time; one thread. */
public interface Rows extends AutoCloseable {

  /** The next row, or null after the last one. The array is the reader's to keep, not to change. */
  @Nullable Object @Nullable [] next();

  /** Gives back memory and files; more than once does no harm. */
  @Override
  void close();
}
