package io.ewig.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between clients and a server, as a proxy does: what goes over goes through its hands. */
public abstract class Relay implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private final int pieceBytes;

  /**
   * @param port of the server
   * @param pieceBytes so much is in one piece at the most
   */
  protected Relay(int port, int pieceBytes) throws IOException {
    this.port = port;
    this.pieceBytes = pieceBytes;
  }

  /** What goes on of a piece; null: both sides are hung up on. Any thread. */
  protected abstract byte @Nullable [] passedOn(byte[] piece);

  /** Lets clients in. */
  public final void start() {
    start(this::accept);
  }

  /** Where clients find it: host and port. */
  public final String address() {
    return "127.0.0.1:" + listening.getLocalPort();
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
      byte[] piece = new byte[pieceBytes];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        byte[] goesOn = passedOn(Arrays.copyOf(piece, length));
        if (goesOn == null) {
          return; // with what has gone over by now
        }
        out.write(goesOn);
      }
    } catch (IOException cutOff) {
      assert from.isClosed() && to.isClosed() : cutOff;
    }
  }

  /** Hangs up on all. */
  public final void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Override
  public final void close() throws IOException {
    listening.close();
    cut();
  }
}
