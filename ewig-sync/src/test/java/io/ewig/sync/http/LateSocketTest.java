package io.ewig.sync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A socket that opens when nobody waits for it any more is hung up on. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LateSocketTest {

  /** What every server of web sockets adds to a key, RFC 6455 says. */
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final CountDownLatch isGivenUp = new CountDownLatch(1);

  /** Has whoever waits interrupted, and opens the socket then; whether it is hung up on. */
  private boolean opens(ServerSocket server, Thread waiting) throws Exception {
    try (Socket client = server.accept()) {
      InputStream in = client.getInputStream();
      String asked = request(in);
      waiting.interrupt();
      isGivenUp.await();
      client.getOutputStream().write(opening(asked));
      try {
        return in.read() < 0;
      } catch (IOException isReset) {
        return true;
      }
    }
  }

  /** Opens the socket that somebody asks for. */
  static void open(InputStream in, OutputStream out) throws Exception {
    out.write(opening(request(in)));
    out.flush();
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder asked = new StringBuilder();
    while (asked.indexOf("\r\n\r\n") < 0) {
      asked.append((char) in.read());
    }
    return asked.toString();
  }

  private static byte[] opening(String asked) throws NoSuchAlgorithmException {
    String key = asked.replaceAll("(?is).*Sec-WebSocket-Key: *(\\S+).*", "$1");
    byte[] hash =
        MessageDigest.getInstance("SHA-1")
            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(hash)
            + "\r\n\r\n";
    return answer.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void isNotLeftOpen() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Thread waiting = Thread.currentThread();
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SocketChannel channel =
            new SocketChannel(
                PeerUrl.parse("ws://127.0.0.1:" + server.getLocalPort()),
                Optional.empty(),
                new Patience(Duration.ofMinutes(5)))) {
      Future<Boolean> isHungUpOn = threads.submit(() -> opens(server, waiting));
      try {
        assertThatThrownBy(() -> channel.ask(new byte[10])).hasMessageContaining("interrupted");
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      isGivenUp.countDown();
      assertThat(isHungUpOn.get()).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }
}
