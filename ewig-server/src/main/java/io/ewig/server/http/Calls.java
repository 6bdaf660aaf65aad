package io.ewig.server.http;

import io.ewig.server.stream.Due;
import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;

/** Answers calls, each a message of a client's; any thread. */
@FunctionalInterface
public interface Calls {

  /**
   * @param principal who sent it
   * @param watch tells when nobody waits for the answer any more; with {@link Watch#NONE} the
   *     answer need not wait
   */
  Due<HttpAnswer> answer(Principal principal, byte[] message, Watch watch);
}
