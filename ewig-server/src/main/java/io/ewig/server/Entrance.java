package io.ewig.server;

import io.ewig.server.http.HttpLimits;
import io.ewig.server.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Where a server is going to be found: it listens before there is a database, which may take a
 * while to open, and says so.
 *
 * @param certificates what it encrypts with, as {@link Security#stamp} says
 */
record Entrance(HttpServer http, List<String> certificates) implements AutoCloseable {

  /**
   * @param port 0 for any that is free
   * @param security of which it needs no more than the certificates
   */
  static Entrance open(InetAddress address, int port, HttpLimits limits, Security security)
      throws IOException {
    List<String> certificates = security.stamp(); // before they are read, so no change is missed
    return new Entrance(HttpServer.listen(address, port, limits, security.context()), certificates);
  }

  @Override
  public void close() {
    http.close();
  }
}
