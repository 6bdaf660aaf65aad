package io.ewig.server.secure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between clients and a server, as a proxy does, and can cut them off. */
final class Relay implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private final boolean upgrades;

  /**
   * @param upgrades whether it passes on that a client wants to speak another protocol
   */
  Relay(int port, boolean upgrades) throws IOException {
    this.port = port;
    this.upgrades = upgrades;
    start(this::accept);
  }

  String url() {
    return "jdbc:ewig://127.0.0.1:" + listening.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(client);
        open.add(server);
        start(() -> carry(client, server));
        start(() -> carry(server, client));
      }
    } catch (IOException closed) {
      assert listening.isClosed() : closed;
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[64 * 1024];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        out.write(passedOn(new String(piece, 0, length, StandardCharsets.ISO_8859_1)));
      }
    } catch (IOException e) {
      assert from.isClosed() || to.isClosed() || !listening.isClosed() : e;
    }
  }

  private byte[] passedOn(String piece) {
    String left = upgrades ? piece : piece.replaceAll("(Connection|Upgrade): [^\r]*\r\n", "");
    return left.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Hangs up on all. */
  void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
