package io.ewig.server.http;

import io.ewig.server.socket.SocketOptions;

/**
 * What a server does with requests.
 *
 * @param doorkeeper asked first
 * @param calls for {@code POST /}
 * @param paths for all else
 * @param traffic told of what was answered
 * @param sockets for those who want to talk in both directions
 */
public record Services(
    Doorkeeper doorkeeper, Calls calls, Paths paths, Traffic traffic, SocketOptions sockets) {

  public Services(Doorkeeper doorkeeper, Calls calls, Paths paths, Traffic traffic) {
    this(doorkeeper, calls, paths, traffic, SocketOptions.NONE);
  }
}
