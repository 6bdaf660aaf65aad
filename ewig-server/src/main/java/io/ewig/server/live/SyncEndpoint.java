package io.ewig.server.live;

import io.ewig.server.http.HttpLimits;
import io.ewig.server.user.Principal;
import java.util.function.Consumer;

/**
 * Where binary messages of a socket go: frames of the protocol by which replicas become equal.
 * Texts stay texts, so one socket carries both.
 */
@FunctionalInterface
public interface SyncEndpoint {

  /** As long as a request over HTTP: the largest commit that travels has to fit. */
  int MESSAGE_BYTES_MAX = HttpLimits.defaults().bodyBytesMax();

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
