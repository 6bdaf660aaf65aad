package io.ewig.calcite.execution;

/** Whether a statement may go on, for work that comes before its execution: planning. */
@FunctionalInterface
public interface Watch {

  /** Of what nobody can stop. */
  Watch NONE = () -> {};

  /** Throws when the statement was cancelled, or its time is up. */
  void check();
}
