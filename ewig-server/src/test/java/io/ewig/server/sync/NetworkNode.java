package io.ewig.server.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A server in a process of its own, which does what it is told by lines: {@code plant ID} and
 * {@code state}. It meets the peers that its folder names.
 *
 * <p>A server without users listens to its own machine only; so what comes from others is carried
 * to it from a port that they can reach.
 */
final class NetworkNode {

  static final int PORT = 8765;

  private NetworkNode() {}

  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    try (Ewig db = Ewig.open(folder);
        EwigServer server =
            EwigServer.start(
                db, ServerOptions.local(0).withTemporary(folder.resolve("temporary")));
        ServerSocket door = new ServerSocket(PORT)) {
      start(() -> accept(door, server.address().getPort()));
      System.out.println("ready");
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("plant ")) {
          String id = line.substring("plant ".length());
          db.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
        }
        System.out.println(
            db.head().size() + " " + db.replica().standing().digest() + db.replica().root());
      }
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "door");
    thread.setDaemon(true);
    thread.start();
  }

  private static void accept(ServerSocket door, int port) {
    try {
      while (true) {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        start(() -> carry(client, server));
        start(() -> carry(server, client));
      }
    } catch (IOException closed) {
      System.err.println("no more comes in: " + closed);
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[1 << 16];
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        out.write(piece, 0, length);
        out.flush();
      }
    } catch (IOException cutOff) {
      System.err.println("cut off: " + cutOff);
    }
  }
}
