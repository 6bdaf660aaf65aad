package io.ewig.calcite.execution;

/** Whether an execution has to stop: because somebody said so, or because its time is up. */
public final class Cancellation {

  private volatile boolean isCancelled;

  /** Stops the execution soon; any thread. */
  public void cancel() {
    isCancelled = true;
  }

  public boolean isCancelled() {
    return isCancelled;
  }
}
