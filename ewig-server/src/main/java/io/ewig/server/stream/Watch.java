package io.ewig.server.stream;

/** Whether a client is still there: one that waits for an answer, and one that has got it. */
public interface Watch {

  /** Of a client that does not go before it has its answer, and of whom nothing is known then. */
  Watch NONE =
      new Watch() {
        @Override
        public void onGone(Runnable action) {}

        @Override
        public void onEnd(Runnable action) {}
      };

  /** What to do when it goes before it has its answer, from another thread, at most once. */
  void onGone(Runnable action);

  /**
   * What to do when its connection ends, whenever that is, from any thread. What was said last
   * counts.
   */
  void onEnd(Runnable action);
}
