package io.ewig.server.session;

import java.util.function.BooleanSupplier;

/** What a session can do before it is asked for; its owner is one of the things that it holds. */
public interface Forerun {

  /** The number under which the session holds it. */
  long number();

  /**
   * Does some of it, while nobody else works in the session. What goes wrong is told to whoever
   * asks for it.
   *
   * @param isAwaited whether somebody wants the session for something else
   * @return how many bytes it takes from now on
   */
  long run(BooleanSupplier isAwaited);

  /** Nobody needs it any more; any thread, without waiting. */
  void stop();
}
