package io.ewig.jdbc.link;

import org.jspecify.annotations.Nullable;

/** What a statement came to. */
public sealed interface Answer {

  record Rows(ResultRows rows) implements Answer {}

  /**
   * @param keys of the rows that were written, if they were asked for
   */
  record Count(long count, @Nullable ResultRows keys) implements Answer {}
}
