package io.ewig.calcite.execution;

import org.jspecify.annotations.Nullable;

/** Whether an execution has to stop: because somebody said so, or because its time is up. */
public final class Cancellation {

  private final @Nullable Cancellation around;
  private volatile boolean isCancelled;

  public Cancellation() {
    this(null);
  }

  private Cancellation(@Nullable Cancellation around) {
    this.around = around;
  }

  /** One of a part of the execution: it stops with the whole, and can be stopped alone. */
  Cancellation ofPart() {
    return new Cancellation(this);
  }

  /** Stops the execution soon; any thread. */
  public void cancel() {
    isCancelled = true;
  }

  public boolean isCancelled() {
    return isCancelled || (around != null && around.isCancelled());
  }
}
