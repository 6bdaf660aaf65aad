package io.ewig.jdbc.link;

import org.jspecify.annotations.Nullable;

/** Stops an execution from another thread; one per execution. */
public final class Stop {

  private boolean isCalled;
  private @Nullable Runnable action;

  /** What to do when it is called; at once if it was called already. */
  public synchronized void onCall(Runnable todo) {
    action = todo;
    if (isCalled) {
      todo.run();
    }
  }

  public synchronized boolean isCalled() {
    return isCalled;
  }

  /** Stops it, any thread; nothing happens if it is over. */
  public synchronized void call() {
    isCalled = true;
    if (action != null) {
      action.run();
    }
  }
}
