package io.ewig.server.socket;

import java.util.Set;

/**
 * Who may open sockets, and who talks with them.
 *
 * @param origins of pages in browsers that may; programs, which have none, always may
 */
public record SocketOptions(Sockets sockets, SocketLimits limits, Set<String> origins) {

  /** For a server that has no sockets. */
  public static final SocketOptions NONE =
      new SocketOptions(Sockets.NONE, SocketLimits.defaults(), Set.of());

  public SocketOptions {
    origins = Set.copyOf(origins);
  }
}
