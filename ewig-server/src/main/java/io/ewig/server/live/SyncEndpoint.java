package io.ewig.server.live;

import io.ewig.server.user.Principal;
import java.util.function.Consumer;

/**
 * Where binary messages of a socket go: frames of the protocol by which replicas become equal.
 * Texts stay texts, so one socket carries both.
 */
@FunctionalInterface
public interface SyncEndpoint {

  /**
   * A replica has come.
   *
   * @param reply takes messages for it, from any thread
   * @return what hears its messages
   */
  Exchange begin(Principal principal, String database, Consumer<byte[]> reply);

  /** One replica's side; one thread but for {@link #close}. */
  interface Exchange extends AutoCloseable {

    void received(byte[] message);

    @Override
    void close();
  }
}
