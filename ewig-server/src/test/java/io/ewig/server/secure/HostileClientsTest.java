package io.ewig.server.secure;

import static io.ewig.server.secure.SecuredServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.Footprint;
import io.ewig.server.http.HttpLimits;
import io.ewig.server.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that are slow, or say too much or nothing that makes sense, to a server with users and
 * TLS.
 */
class HostileClientsTest {

  private static final int REQUESTS =
      "long".equals(System.getProperty("ewig.tier")) ? 100_000 : 150;

  private static final int SLOW_CLIENTS = 100;

  private static final int BODY_MAX = 100_000;

  /** A refusal leaves a line in the audit, which is in memory here. */
  private static final int AUDITED_BYTES = 2_048;

  private static final String LOGIN =
      "Authorization: Basic "
          + Base64.getEncoder()
              .encodeToString(("anna:" + PASSWORD).getBytes(StandardCharsets.UTF_8))
          + "\r\n";

  @TempDir private static Path folder;

  private static Certificates own;
  private static SecuredServer server;
  private static SSLContext trusting;

  /** What the certificate is, others test. */
  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @BeforeAll
  static void serve() throws Exception {
    own = Certificates.make(folder, "server", "ip:127.0.0.1");
    TlsFiles files =
        new TlsFiles(new TlsFiles.PemFiles(own.certificate(), own.key()), Optional.empty());
    HttpLimits limits =
        HttpLimits.defaults().withSilence(Duration.ofSeconds(2)).withBodyBytesMax(BODY_MAX);
    server = new SecuredServer(options -> options.withTls(files).withHttp(limits), "anna");
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new TrustManager[] {new TrustsAll()}, null);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Socket encrypted() throws IOException {
    return trusting
        .getSocketFactory()
        .createSocket(InetAddress.getLoopbackAddress(), server.port());
  }

  private static String said(String request) throws IOException {
    try (Socket socket = encrypted()) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput(); // so that nobody waits for what does not come
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException | SSLException e) {
      return ""; // cut off while it was talking
    }
  }

  private static void othersAreServed() throws SQLException {
    try (Connection connection = other()) {
      assertThat(connection.createStatement().execute("VALUES 1")).isTrue();
    }
  }

  private static Connection other() throws SQLException {
    Properties info = new Properties();
    info.put("user", "anna");
    info.put("password", PASSWORD);
    info.put("tls", "true");
    info.put("tlsCa", own.certificate().toString());
    return DriverManager.getConnection(server.url(), info);
  }

  /** Somebody who asks all the time, and notes how long each answer takes. */
  private static final class Bystander implements AutoCloseable {
    private final List<Long> millis = new ArrayList<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final FutureTask<Void> asking = new FutureTask<>(this::ask, null);

    Bystander() {
      new Thread(asking, "bystander").start();
    }

    private void ask() {
      try (Connection connection = other();
          Statement statement = connection.createStatement()) {
        while (!isOver.get()) {
          long from = System.nanoTime();
          assertThat(statement.execute("VALUES 1")).isTrue();
          millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
          Thread.sleep(1);
        }
      } catch (SQLException | InterruptedException e) {
        throw new AssertionError("others are not served", e);
      }
    }

    /** Of a hundred answers one may be late: the machine does other things, too. */
    void wasServed() throws Exception {
      isOver.set(true);
      asking.get();
      assertThat(millis).isNotEmpty();
      long late = millis.stream().filter(one -> one >= 1_000).count();
      assertThat(late).as("late answers of %d", millis.size()).isLessThan(1 + millis.size() / 100);
    }

    @Override
    public void close() {
      isOver.set(true);
    }
  }

  @Test
  void slowClientsLoseTheirConnectionsBeforeAndAfterTheHandshake() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        boolean isSilent = i % 2 == 0;
        Socket socket =
            isSilent ? new Socket(InetAddress.getLoopbackAddress(), server.port()) : encrypted();
        slow.add(socket);
        byte[] begun =
            isSilent
                ? new byte[] {0x16, 3, 1}
                : ("POST / HTTP/1.1\r\nHost: x\r\n" + LOGIN).getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(begun);
      }
      othersAreServed();
      for (Socket socket : slow) {
        socket.setSoTimeout(20_000);
        assertThat(answerOf(socket)).doesNotContain("200");
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static String answerOf(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException | SSLException e) {
      return "";
    }
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
    String start = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    assertThat(said(start + LOGIN + "Content-Length: 9000000000000\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(said(start + "Content-Length: " + BODY_MAX + "\r\n\r\n")).startsWith("HTTP/1.1 401");
    assertThat(said(start + LOGIN + "X-Long: " + "y".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    assertThat(said(start + LOGIN + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 411");
    othersAreServed();
  }

  @Test
  void requestsThatMakeNoSenseTellNothingAndDoNoHarm() throws Exception {
    Random random = new Random(20_261_122);
    List<String> requests = requests();
    Footprint footprint = new Footprint();
    try (Bystander bystander = new Bystander()) {
      for (int i = 0; i < REQUESTS; i++) {
        assertThatNothingIsTold(mutated(requests.get(random.nextInt(requests.size())), random));
      }
      bystander.wasServed();
    }
    footprint.assertBounded(REQUESTS, AUDITED_BYTES);
    assertThat(server.audited()).noneMatch(line -> line.contains(PASSWORD));
  }

  private static void assertThatNothingIsTold(String request) throws Exception {
    assertThat(said(request))
        .doesNotContain("\tat ", "Exception:", "/home", "/root", PASSWORD)
        .satisfiesAnyOf(
            text -> assertThat(text).isEmpty(), text -> assertThat(text).startsWith("HTTP/1.1 "));
  }

  private static List<String> requests() {
    List<String> requests = new ArrayList<>();
    for (String login : List.of(LOGIN, "")) {
      for (String path :
          List.of("/health", "/metrics", "/v1/db", "/v1/db/main/worlds", "/db/main/e?keys=1")) {
        requests.add(
            "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + login + "\r\n");
      }
      requests.add(post("/v1/db/main/query", login, "{\"sql\":\"VALUES 1\"}"));
      requests.add(post("/v1/db/main/events", login, "{\"world\":\"a://b\",\"payload\":{}}"));
      requests.add(
          post("/", login, "{\"request\":\"openConnection\",\"connectionId\":\"x\",\"info\":{}}"));
    }
    return requests;
  }

  private static String post(String path, String login, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + login
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String mutated(String request, Random random) {
    StringBuilder text = new StringBuilder(request);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.insert(at, request, 0, random.nextInt(request.length()));
        case 2 -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(20)));
        default -> text.insert(at, (char) random.nextInt(256));
      }
    }
    return text.toString();
  }
}
