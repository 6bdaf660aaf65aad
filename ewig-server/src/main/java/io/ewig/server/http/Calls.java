package io.ewig.server.http;

import io.ewig.server.user.Principal;

/** Answers calls, each a message of a client's; any thread. */
@FunctionalInterface
public interface Calls {

  /**
   * @param principal who sent it
   */
  HttpAnswer answer(Principal principal, byte[] message);
}
