package io.ewig.sync.session;

import java.io.IOException;

/** Carries a body of frames to another replica, and its answer back. */
@FunctionalInterface
public interface Channel {

  /**
   * @throws IOException if there is no answer; the request may have arrived all the same
   */
  byte[] ask(byte[] body) throws IOException;
}
