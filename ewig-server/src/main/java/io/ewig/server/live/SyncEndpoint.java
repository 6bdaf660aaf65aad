package io.ewig.server.live;

import io.ewig.server.user.Principal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where binary messages of a socket go: frames of the protocol by which replicas become equal.
 * Texts stay texts, so one socket carries both.
 */
@FunctionalInterface
public interface SyncEndpoint {

  /** Of a server that does not sync by socket. */
  SyncEndpoint NONE = (principal, database, reply) -> null;

  /**
   * A replica has come.
   *
   * @param reply takes messages for it, from any thread
   * @return what hears its messages, or null if it is refused
   */
  @Nullable Exchange begin(Principal principal, String database, Consumer<byte[]> reply);

  /** One replica's side; one thread but for {@link #close}. */
  interface Exchange extends AutoCloseable {

    void received(byte[] message);

    @Override
    void close();
  }
}
