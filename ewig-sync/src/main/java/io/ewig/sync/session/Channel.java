package io.ewig.sync.session;

import java.io.IOException;

/**
 * Carries a body of frames to another replica, and its answer back, as long as it is not closed.
 */
@FunctionalInterface
public interface Channel extends AutoCloseable {

  /**
   * @throws IOException if there is no answer; the request may have arrived all the same
   */
  byte[] ask(byte[] body) throws IOException;

  /** Likewise, without waiting for the answer if the channel can do without. */
  default Answer begin(byte[] body) throws IOException {
    byte[] answer = ask(body);
    return () -> answer;
  }

  /** Lets go of what it holds, which for most is nothing. */
  @Override
  default void close() {}

  /** An answer that is on its way. */
  @FunctionalInterface
  interface Answer {

    /** Waits for it; once. */
    byte[] await() throws IOException;

    /** Nobody will wait for it. */
    default void abandon() {}
  }
}
