package io.ewig.calcite.operator.join;

import io.ewig.calcite.execution.Rows;
import org.jspecify.annotations.Nullable;

/** What a key that is nowhere finds. */
enum NoRows implements Rows {
  INSTANCE;

  @Override
  public @Nullable Object @Nullable [] next() {
    return null;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
