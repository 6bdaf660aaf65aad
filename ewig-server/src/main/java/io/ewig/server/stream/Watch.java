package io.ewig.server.stream;

/** Whether a client that waits for an answer is still there. */
public interface Watch {

  /** Of a client that does not go before it has its answer. */
  Watch NONE = action -> {};

  /** What to do when it goes, from another thread, at most once. */
  void onGone(Runnable action);
}
