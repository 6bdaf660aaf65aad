package io.ewig.bench.server;

import io.ewig.bench.peer.PostgresServer;
import io.ewig.bench.peer.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** PostgreSQL with its default settings. */
final class PostgresServed implements Served {

  private final PostgresServer server;
  private final int port;

  private PostgresServed(PostgresServer server, int port) {
    this.server = server;
    this.port = port;
  }

  static PostgresServed start(Path folder) throws IOException, InterruptedException, Unavailable {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    return new PostgresServed(PostgresServer.listen(folder, port), port);
  }

  @Override
  public String name() {
    return PostgresServer.NAME;
  }

  @Override
  public String url() {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/"
        + PostgresServer.USER
        + "?user="
        + PostgresServer.USER;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.close();
  }
}
