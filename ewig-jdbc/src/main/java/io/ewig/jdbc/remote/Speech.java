package io.ewig.jdbc.remote;

import java.io.IOException;

/** A way to send a message over a wire and to get another one back; one thread. */
interface Speech {

  /**
   * @throws RefusedException if the server did not let the message in, or stumbled over it
   */
  byte[] exchange(byte[] message) throws IOException;
}
