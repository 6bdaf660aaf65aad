package io.ewig.server.stream;

/**
 * Watches over the client of a call with which a connection in frames begins: nobody sees it go
 * before it has its answer, but from then on; any thread.
 */
public final class FirstWatch implements Watch {

  private volatile Runnable onEnd = () -> {};

  @Override
  public void onGone(Runnable action) {}

  @Override
  public void onEnd(Runnable action) {
    onEnd = action;
  }

  /** What is to be done when the connection ends, as far as it is known by now. */
  Runnable atEnd() {
    return onEnd;
  }
}
