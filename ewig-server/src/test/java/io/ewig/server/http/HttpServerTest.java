package io.ewig.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.stream.Due;
import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final List<Traffic.Answered> answered = new CopyOnWriteArrayList<>();
  private HttpServer server;

  /** Gives back what it gets; "wait" waits, "fail" fails, "exhaust" has no memory. */
  private final class Echo implements Calls {
    @Override
    public Due<HttpAnswer> answer(Principal principal, byte[] message, Watch watch) {
      String text = new String(message, StandardCharsets.UTF_8);
      if (text.equals("fail")) {
        throw new IllegalStateException("a secret of /home/me");
      }
      if (text.equals("exhaust")) {
        throw new OutOfMemoryError("a secret of the JVM's");
      }
      if (text.equals("wait")) {
        isBusy.countDown();
        try {
          mayEnd.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return Due.now(new HttpAnswer(HttpAnswer.OK, "text/plain", message));
    }
  }

  @BeforeEach
  void start() throws IOException {
    HttpLimits limits =
        HttpLimits.defaults().withBodyBytesMax(BODY_MAX).withSilence(Duration.ofSeconds(2));
    server = HttpServer.listen(InetAddress.getLoopbackAddress(), 0, limits, null);
    server.serve(
        new Services(
            Doorkeeper.OPEN, new Echo(), paths(), (asked, answer) -> answered.add(answer)));
  }

  private static Paths paths() {
    return new Paths()
        .on("GET", "/health", (request, at) -> HttpAnswer.json(HttpAnswer.OK, "{}"))
        .on("GET", "/rose/{name}", (request, at) -> echo(request, at.get("name")))
        .on("PUT", "/rose/{name}", (request, at) -> echo(request, at.get("name")))
        .on("GET", "/worlds/{world...}/state", (request, at) -> echo(request, at.get("world")))
        .on("GET", "/stream/{count}", (request, at) -> stream(Integer.parseInt(at.get("count"))))
        .on("GET", "/cut", (request, at) -> stream(-1))
        .on("GET", "/failed", (request, at) -> failing());
  }

  private static HttpAnswer echo(HttpRequest request, String name) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    String text = request.method() + " " + name + " " + request.parameters() + " " + body;
    return HttpAnswer.text(HttpAnswer.OK, text).with("X-Said", request.id());
  }

  /** So many pieces; of a negative number one, and then an error. */
  private static HttpAnswer stream(int count) {
    HttpBody body =
        new HttpBody.Streamed(
            out -> {
              for (int i = 0; i < Math.abs(count); i++) {
                out.write(("piece " + i + "\n").getBytes(StandardCharsets.UTF_8));
              }
              if (count < 0) {
                throw new IllegalStateException("a secret of /home/me");
              }
            });
    return new HttpAnswer(HttpAnswer.OK, "text/plain", Map.of(), body);
  }

  /** As if there were no memory halfway. */
  private static HttpAnswer failing() {
    HttpBody body =
        new HttpBody.Streamed(
            out -> {
              out.write("piece\n".getBytes(StandardCharsets.UTF_8));
              throw new Error("a secret of /home/me");
            });
    return new HttpAnswer(HttpAnswer.OK, "text/plain", Map.of(), body);
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

  private static String get(HttpServer from, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), from.address().getPort())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoComesBeforeThereIsAnythingToServeIsToldThatItIsStarting() throws IOException {
    HttpLimits limits = HttpLimits.defaults();
    try (HttpServer early = HttpServer.listen(InetAddress.getLoopbackAddress(), 0, limits, null)) {
      for (String path : List.of("/health", "/health/ready")) {
        assertThat(get(early, path))
            .startsWith("HTTP/1.1 503")
            .contains("{\"status\":\"starting\"}");
      }
      assertThat(get(early, "/health/live")).startsWith("HTTP/1.1 200");
      assertThat(get(early, "/rose/damascena"))
          .startsWith("HTTP/1.1 503")
          .contains("57P03", "the server is starting");
      early.serve(new Services(Doorkeeper.OPEN, new Echo(), paths(), Traffic.UNSEEN));
      assertThat(get(early, "/health")).startsWith("HTTP/1.1 200");
      assertThat(get(early, "/rose/damascena")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void whatIsNoRequestIsToldWhy() throws IOException {
    String end = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    int most = HttpLimits.defaults().headerBytesMax();
    assertThat(said("GET /health?" + "x".repeat(most) + end + "\r\n"))
        .startsWith("HTTP/1.1 414")
        .contains(most + " bytes at most");
    assertThat(said("GET /health" + end + "X: " + "x".repeat(most) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains(most + " bytes at most");
    assertThat(said("GET /health" + end + "Expect: much\r\n\r\n"))
        .startsWith("HTTP/1.1 417")
        .contains("100-continue");
    assertThat(said("GET /health HTTP/2.0\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 426")
        .contains("is 1.1");
    assertThat(said("GET /health\r\n\r\n")).startsWith("HTTP/1.1 505").contains("is 1.1");
    assertThat(said("GET /health HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("no HTTP request");
  }

  @Test
  void whatIsElsewhereOrOtherwiseIsRefused() throws IOException {
    assertThat(said("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: POST", "/v1/openapi.json");
    assertThat(said("GET /etc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404");
    assertThat(said("hello\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("jetty", "Jetty");
    assertThat(
            said(
                "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 411");
  }

  private String get(String path, String... headers) throws IOException {
    return said(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + String.join("", headers)
            + "\r\n");
  }

  @Test
  void aPathLeadsToItsResource() throws IOException {
    assertThat(get("/rose/red?a=1&a=%C3%A4+%2B&b")).contains("GET red {a=[1, \u00e4 +], b=[]}");
    assertThat(get("/rose/red%2Fpink")).contains("GET red/pink");
    assertThat(get("/worlds/a://garden/state")).contains("GET a://garden {}");
    assertThat(get("/worlds/a%3A%2F%2Fgarden/state")).contains("GET a://garden {}");
    assertThat(
            said(
                "PUT /rose/red HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Length: 4\r\n\r\nwhat"))
        .contains("PUT red {} what");
  }

  @Test
  void whatPathsDoNotHaveIsSaidInOneShape() throws IOException {
    assertThat(get("/rose", "X-Request-Id: mine-1\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("X-Request-Id: mine-1")
        .endsWith(
            "{\"error\":{\"code\":\"NO_SUCH_PATH\",\"sqlstate\":\"02000\","
                + "\"message\":\"there is no such path\",\"requestId\":\"mine-1\"}}\n");
    assertThat(get("/rose/")).startsWith("HTTP/1.1 404");
    assertThat(
            said(
                "DELETE /rose/red HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, PUT");
    assertThat(get("/rose/%zz")).startsWith("HTTP/1.1 400");
    assertThat(get("/rose/%ff")).startsWith("HTTP/1.1 400").doesNotContain("Exception", "jetty");
  }

  @Test
  void eachRequestHasAnIdOfItsOwnUnlessItsClientSaysOne() throws IOException {
    assertThat(get("/rose/red", "X-Request-Id: ada/7\r\n")).contains("X-Said: ada/7");
    assertThat(get("/rose/red", "X-Request-Id: \"quoted\"\r\n")).doesNotContain("quoted");
    assertThat(get("/rose/red", "X-Request-Id: " + "x".repeat(65) + "\r\n")).doesNotContain("xxx");
    String first = idIn(get("/rose/red"));
    assertThat(first).isNotEmpty().isNotEqualTo(idIn(get("/rose/red")));
    assertThat(post("hello", "X-Request-Id: ada/8\r\n")).contains("X-Request-Id: ada/8");
  }

  private static String idIn(String answer) {
    String header = "X-Request-Id: ";
    int at = answer.indexOf(header) + header.length();
    return answer.substring(at, answer.indexOf('\r', at));
  }

  @Test
  void anAnswerComesInPieces() throws IOException {
    assertThat(get("/stream/3"))
        .contains("Transfer-Encoding: chunked", "piece 0\n", "piece 2\n")
        .endsWith("0\r\n\r\n");
  }

  @Test
  void anAnswerThatFailsHalfwayIsCutOff() throws IOException {
    for (String path : List.of("/cut", "/failed")) {
      assertThat(get(path))
          .startsWith("HTTP/1.1 200")
          .contains("piece")
          .doesNotContain("secret")
          .doesNotEndWith("0\r\n\r\n");
    }
    assertThat(answered).extracting(Traffic.Answered::isWhole).containsExactly(false, false);
  }

  @Test
  void aPageInABrowserMayNotCall() throws IOException {
    assertThat(post("hello", "Origin: http://evil.example\r\n")).startsWith("HTTP/1.1 403");
  }

  /** A name that its owner has lead to 127.0.0.1, so that his page asks as of its own site. */
  @Test
  void aServerWithoutUsersIsNotAskedUnderNamesOfStrangers() throws IOException {
    for (String host : List.of("evil.example", "evil.example:8765", "1.2.3.4.evil.example")) {
      assertThat(said("GET /rose/red HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 421")
          .contains("UNKNOWN_HOST", "add users")
          .doesNotContain("GET red");
    }
    for (String host : List.of("127.0.0.1:8765", "[::1]:8765", "localhost", "db.localhost", "db")) {
      assertThat(said("GET /rose/red HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 200");
    }
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
  void whoRanOutOfMemoryDoesNotSayThatNothingWasDone() throws IOException {
    assertThat(post("exhaust"))
        .startsWith("HTTP/1.1 500")
        .containsIgnoringCase("X-SQLState: 53200")
        .contains("whether it was done is not known")
        .doesNotContain("secret");
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
