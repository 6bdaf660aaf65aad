package io.ewig.server.sync;

import io.ewig.engine.log.Randoms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands before a server, cuts connections off and changes bytes, as its seed wants. */
final class FaultyProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int port;
  private final Randoms random;
  private volatile boolean isFaulty = true;

  FaultyProxy(int port, long seed) throws IOException {
    this.port = port;
    this.random = new Randoms(seed);
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  void heal() {
    isFaulty = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
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
      byte[] piece = new byte[512];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        if (isFaulty && chance(6)) {
          return; // with what has gone over by now
        } else if (isFaulty && chance(6)) {
          piece[length - 1] ^= 0x10;
        }
        out.write(piece, 0, length);
        out.flush();
      }
    } catch (IOException cutOff) {
      assert !cutOff.toString().isEmpty();
    }
  }

  private synchronized boolean chance(int n) {
    return random.oneIn(n);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
