package io.ewig.engine.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What has to be done about rows that refer to others, each of which may lead to more: one after
 * the other and the deepest first, however long the chain is.
 */
final class Cascades {

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean isRunning;

  /** Adds steps before all that wait; who is not in one of them has all of them done. */
  void add(List<Runnable> more) {
    for (int i = more.size() - 1; i >= 0; i--) {
      steps.push(more.get(i));
    }
    if (isRunning) {
      return;
    }
    isRunning = true;
    try {
      for (Runnable next = steps.poll(); next != null; next = steps.poll()) {
        next.run();
      }
    } finally {
      isRunning = false;
      steps.clear();
    }
  }
}
