package io.ewig.engine.session.number;

import io.ewig.engine.catalog.Sequence;
import org.jspecify.annotations.Nullable;

/** Is told of the numbers that a transaction draws, be it for defaults. */
@FunctionalInterface
public interface NumberWatch {

  /** Nobody wants to know. */
  NumberWatch NONE = (sequence, number) -> {};

  /**
   * @param sequence null if a column counts by itself
   */
  void drawn(@Nullable Sequence sequence, long number);
}
