package io.ewig.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.user.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

  private static final int BODY_MAX = 1_000;
  private static final int SLOW_CLIENTS = 300;

  private final CountDownLatch isBusy = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private HttpServer server;

  /** Gives back what it gets; "wait" waits, "fail" fails. */
  private final class Echo implements Calls {
    @Override
    public HttpAnswer answer(Principal principal, byte[] message) {
      String text = new String(message, StandardCharsets.UTF_8);
      if (text.equals("fail")) {
        throw new IllegalStateException("a secret of /home/me");
      }
      if (text.equals("wait")) {
        isBusy.countDown();
        try {
          mayEnd.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return new HttpAnswer(HttpAnswer.OK, "text/plain", message);
    }

    @Override
    public HttpAnswer health() {
      return HttpAnswer.json(HttpAnswer.OK, "{}");
    }
  }

  @BeforeEach
  void start() throws IOException {
    HttpLimits limits =
        HttpLimits.defaults().withBodyBytesMax(BODY_MAX).withSilence(Duration.ofSeconds(2));
    server =
        HttpServer.start(InetAddress.getLoopbackAddress(), 0, limits, Doorkeeper.OPEN, new Echo());
  }

  @AfterEach
  void stop() {
    mayEnd.countDown();
    server.close();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
  }

  /** All that comes back until the server hangs up. */
  private String said(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String post(String body, String... headers) throws IOException {
    return said(
        "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + String.join("", headers)
            + "Content-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  @Test
  void aCallIsAnswered() throws IOException {
    assertThat(post("hello")).startsWith("HTTP/1.1 200").endsWith("hello");
    assertThat(said("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .contains("{}");
  }

  @Test
  void whatIsElsewhereOrOtherwiseIsRefused() throws IOException {
    assertThat(said("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
    assertThat(said("GET /etc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404");
    assertThat(said("hello\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("jetty", "Jetty");
    assertThat(
            said(
                "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 411");
  }

  @Test
  void aPageInABrowserMayNotCall() throws IOException {
    assertThat(post("hello", "Origin: http://evil.example\r\n")).startsWith("HTTP/1.1 403");
  }

  @Test
  void aBodyHasALargestSize() throws IOException {
    assertThat(post("x".repeat(BODY_MAX))).startsWith("HTTP/1.1 200");
    assertThat(post("x".repeat(BODY_MAX + 1))).startsWith("HTTP/1.1 413");
    assertThat(
            said(
                "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Length: 9000000000000000000\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void headersHaveALargestSize() throws IOException {
    assertThat(post("x", "X-Long: " + "y".repeat(20_000) + "\r\n")).startsWith("HTTP/1.1 431");
  }

  @Test
  void whatFailsSaysNothingOfItself() throws IOException {
    assertThat(post("fail"))
        .startsWith("HTTP/1.1 500")
        .doesNotContain("secret", "/home", "Exception");
  }

  @Test
  void aSlowClientLosesItsConnectionAndNobodyElseNotices() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        Socket socket = connect();
        slow.add(socket);
        String begun =
            i % 2 == 0
                ? "POST / HT"
                : "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhal";
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(post("hello")).endsWith("hello");
      for (Socket socket : slow) {
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .doesNotContain("200");
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aRequestUnderWayEndsBeforeTheServerDoes() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Future<String> waiting = pool.submit(() -> post("wait"));
    isBusy.await();
    Future<?> finishing = pool.submit(server::finish);
    String refused = post("late");
    while (!refused.contains("503")) {
      refused = post("late"); // finishing has not begun yet
    }
    assertThat(refused).contains("being stopped");
    mayEnd.countDown();
    assertThat(waiting.get()).endsWith("wait");
    finishing.get();
    pool.shutdown();
  }
}
