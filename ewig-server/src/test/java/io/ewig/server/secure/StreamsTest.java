package io.ewig.server.secure;

import static io.ewig.server.secure.SecuredServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Keys;
import io.ewig.jdbc.wire.StreamFrame;
import io.ewig.server.http.HttpLimits;
import io.ewig.server.session.UserLimits;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that went on in frames: rules and limits are those of HTTP. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamsTest {

  private static final int BODY_MAX = 100_000;
  private static final int THREADS_MAX = 16;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_LARGE = 413;
  private static final int BAD_REQUEST = 400;

  private static final String ENDLESS =
      "SELECT count(*) FROM TABLE(ewig.generate_series(1, 100000)) a,"
          + " TABLE(ewig.generate_series(1, 100000)) b";

  private SecuredServer server;

  @BeforeEach
  void serve() throws IOException {
    HttpLimits some = HttpLimits.defaults();
    HttpLimits limits =
        new HttpLimits(
            BODY_MAX,
            some.bodiesBytesMax(),
            some.headerBytesMax(),
            some.connectionsMax(),
            THREADS_MAX,
            Duration.ofSeconds(2),
            some.rest(),
            some.stop());
    server =
        new SecuredServer(
            options -> options.withHttp(limits).withUserLimits(new UserLimits(250, 1, 0)), "anna");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A client that speaks in frames, and says what it likes in them. */
  private final class RawClient implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    private final DataInputStream in = new DataInputStream(socket.getInputStream());

    /** The first message makes no sense, which is no reason not to go on in frames. */
    RawClient(String password) throws IOException {
      String login = "anna:" + password;
      socket.setSoTimeout(10_000);
      write(
          ("POST / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: "
                  + StreamFrame.PROTOCOL
                  + "\r\nAuthorization: Basic "
                  + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))
                  + "\r\nContent-Length: 3\r\n\r\n???")
              .getBytes(StandardCharsets.UTF_8));
    }

    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        line.append((char) next);
      }
      return line.toString().strip();
    }

    RawClient switched() throws IOException {
      assertThat(line()).startsWith("HTTP/1.1 101");
      String header = line();
      while (!header.isEmpty()) {
        header = line();
      }
      assertThat(answer().status()).isEqualTo(BAD_REQUEST);
      return this;
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    StreamFrame.AnswerHead answer() throws IOException {
      byte[] head = new byte[StreamFrame.ANSWER_HEAD_BYTES];
      in.readFully(head);
      StreamFrame.AnswerHead said = StreamFrame.AnswerHead.read(head);
      in.skipNBytes(said.messageBytes());
      return said;
    }

    boolean isHungUp() throws IOException {
      try {
        return in.read() < 0;
      } catch (SocketException reset) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void whoIsNotLetInGetsNoStream() throws IOException {
    try (RawClient client = new RawClient("wrong")) {
      assertThat(client.line()).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void messagesThatMakeNoSenseAreRefusedOneByOne() throws IOException {
    Random random = new Random(7);
    try (RawClient client = new RawClient(PASSWORD).switched()) {
      for (int i = 0; i < 200; i++) {
        byte[] message = new byte[random.nextInt(3_000)];
        random.nextBytes(message);
        client.write(StreamFrame.request(message));
        assertThat(client.answer().status()).as("message %d", i).isNotEqualTo(500);
      }
    }
    assertThatTheServerWorks();
  }

  @Test
  void aMessageMayComeByteByByte() throws IOException {
    try (RawClient client = new RawClient(PASSWORD).switched()) {
      for (byte one : StreamFrame.request("???".getBytes(StandardCharsets.UTF_8))) {
        client.write(new byte[] {one});
      }
      assertThat(client.answer().status()).isEqualTo(BAD_REQUEST);
    }
  }

  @Test
  void aMessageOfTheGreatestLengthIsReadAndALongerOneEndsTheConnection() throws IOException {
    try (RawClient client = new RawClient(PASSWORD).switched()) {
      client.write(StreamFrame.request(new byte[BODY_MAX]));
      assertThat(client.answer().status()).isEqualTo(BAD_REQUEST);
      client.write(ByteBuffer.allocate(4).putInt(BODY_MAX + 1).array());
      StreamFrame.AnswerHead answer = client.answer();
      assertThat(answer.status()).isEqualTo(TOO_LARGE);
      assertThat(answer.sqlState()).isEqualTo("54000");
      assertThat(client.isHungUp()).isTrue();
    }
    try (RawClient client = new RawClient(PASSWORD).switched()) {
      client.write(ByteBuffer.allocate(4).putInt(-1).array());
      assertThat(client.answer().status()).isEqualTo(TOO_LARGE);
      assertThat(client.isHungUp()).isTrue();
    }
  }

  @Test
  void whoStopsInTheMidstOfAMessageIsHungUpOnAndNobodyElseNotices() throws Exception {
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 3 * THREADS_MAX; i++) {
      RawClient client = new RawClient(PASSWORD).switched();
      client.write(new byte[] {0, 0, 1, 0, 5});
      slow.add(client);
    }
    assertThatTheServerWorks();
    for (RawClient client : slow) {
      assertThat(client.isHungUp()).isTrue();
      client.close();
    }
  }

  @Test
  void moreConnectionsThanThreadsAreServed() throws SQLException {
    List<Connection> all = new ArrayList<>();
    try {
      for (int i = 0; i < 4 * THREADS_MAX; i++) {
        all.add(server.connect("anna"));
      }
      for (int round = 0; round < 3; round++) {
        for (Connection connection : all) {
          assertThat(answer(connection)).isEqualTo(42);
        }
      }
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  @Test
  void aConnectionThatRestedLongerThanAThreadWaitsGoesOn() throws Exception {
    try (Connection connection = server.connect("anna")) {
      assertThat(answer(connection)).isEqualTo(42);
      Thread.sleep(1_300);
      assertThat(answer(connection)).isEqualTo(42);
    }
  }

  @Test
  void eachMessageProvesWhoItIsFrom() throws Exception {
    try (Connection connection = server.connect("anna")) {
      assertThat(answer(connection)).isEqualTo(42);
      server
          .accounts()
          .setPassword(
              "anna", Keys.passwords().hash("another one".toCharArray()), SecuredServer.TEST);
      assertThatThrownBy(() -> answer(connection))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    }
    try (RawClient client = new RawClient("another one").switched()) {
      server
          .accounts()
          .setPassword(
              "anna", Keys.passwords().hash("a third one".toCharArray()), SecuredServer.TEST);
      client.write(StreamFrame.request(new byte[0]));
      StreamFrame.AnswerHead answer = client.answer();
      assertThat(answer.status()).isEqualTo(UNAUTHORIZED);
      assertThat(answer.sqlState()).isEqualTo("28000");
    }
    assertThat(server.audited()).anyMatch(line -> line.contains("anna") && line.contains("fail"));
  }

  /** A large message, so that neither side can write all of it at once. */
  @Test
  void whatIsLongGoesBothWays() throws SQLException {
    String text = "rose ".repeat(BODY_MAX / 6);
    try (Connection connection = server.connect("anna");
        var statement = connection.prepareStatement("SELECT CAST(? AS VARCHAR)")) {
      statement.setString(1, text);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo(text);
      }
      try (Statement many = connection.createStatement();
          ResultSet rows = many.executeQuery("SELECT repeat('lily', 1000000)")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).hasSize(4_000_000);
      }
    }
  }

  @Test
  void whatIsBetweenNeedNotKnowFrames() throws Exception {
    for (boolean upgrades : new boolean[] {true, false}) {
      try (Gateway relay = new Gateway(server.port(), upgrades);
          Connection connection = connect(relay)) {
        assertThat(answer(connection)).isEqualTo(42);
        assertThat(answer(connection)).isEqualTo(42);
      }
    }
  }

  /** A user may run one statement here, so another one shows that the first has ended. */
  @Test
  void aStatementWhoseClientIsGoneIsStopped() throws Exception {
    try (Gateway relay = new Gateway(server.port(), true);
        Connection connection = connect(relay);
        Connection other = server.connect("anna")) {
      FutureTask<Void> asking =
          new FutureTask<>(
              () -> {
                connection.createStatement().executeQuery(ENDLESS);
                return null;
              });
      new Thread(asking, "asking").start();
      Thread.sleep(300); // not asked meanwhile: then the other one would be refused
      await(() -> isBusy(other));
      relay.cut();
      assertThatThrownBy(asking::get).hasRootCauseInstanceOf(IOException.class);
      await(() -> !isBusy(other));
    }
  }

  private static Connection connect(Gateway relay) throws SQLException {
    return DriverManager.getConnection(relay.url(), "anna", PASSWORD);
  }

  private static boolean isBusy(Connection other) throws SQLException {
    try {
      answer(other);
      return false;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("53300");
      return true;
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("it does not come to be").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static int answer(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 6 * 7")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  private void assertThatTheServerWorks() {
    long from = System.nanoTime();
    try (Connection connection = server.connect("anna")) {
      assertThat(answer(connection)).isEqualTo(42);
    } catch (SQLException e) {
      throw new AssertionError("the server does not answer", e);
    }
    assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(5));
  }
}
