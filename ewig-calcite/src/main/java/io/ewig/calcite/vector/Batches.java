package io.ewig.calcite.vector;

import org.jspecify.annotations.Nullable;

/** The batches of one execution, in the order of rows; one thread. */
public interface Batches extends AutoCloseable {

  /** No batch. */
  static Batches none() {
    return new Batches() {
      @Override
      public @Nullable Batch next() {
        return null;
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }

  /** The next one, or null after the last. */
  @Nullable Batch next();

  /** More than once does no harm. */
  @Override
  void close();
}
