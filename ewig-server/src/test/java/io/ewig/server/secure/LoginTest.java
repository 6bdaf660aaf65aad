package io.ewig.server.secure;

import static io.ewig.server.secure.SecuredServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.server.user.Scope;
import io.ewig.server.user.Secrets;
import io.ewig.server.user.Token;
import io.ewig.server.user.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {

  private SecuredServer server;

  @BeforeEach
  void start() throws IOException {
    server = new SecuredServer("anna", "ben");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String basic(String user, String secret) {
    byte[] both = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(both) + "\r\n";
  }

  private String said(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String post(String body, String header) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return said(
        "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + header
            + "Content-Length: "
            + length
            + "\r\n\r\n"
            + body);
  }

  private static String open(String id) {
    return "{\"request\":\"openConnection\",\"connectionId\":\"" + id + "\",\"info\":{}}";
  }

  private static String createStatement(String id) {
    return "{\"request\":\"createStatement\",\"connectionId\":\"" + id + "\"}";
  }

  private Tokens tokens() {
    return new Tokens(server.accounts(), new Secrets(new SecureRandom()), Clock.systemUTC());
  }

  private String token(String expires) {
    return tokens().issue("ben", Scope.ALL, expires, SecuredServer.TEST).secret();
  }

  @Test
  void aUserWithHisPasswordIsLetInUnderHisName() throws SQLException {
    try (Connection connection = server.connect("anna");
        ResultSet user = connection.createStatement().executeQuery("VALUES CURRENT_USER")) {
      user.next();
      assertThat(user.getString(1)).isEqualTo("anna");
    }
    assertThat(server.audited()).anyMatch(l -> l.startsWith("login ") && l.contains("\"anna\""));
  }

  @Test
  void wrongPasswordsAndUnknownUsersGetTheSameAnswer() {
    String wrong = refusal("anna", "wrong horse");
    String unknown = refusal("nobody", PASSWORD);

    assertThat(wrong).isEqualTo(unknown).contains("unknown, or the password is wrong");
    assertThat(server.audited())
        .anyMatch(l -> l.startsWith("login-failed ") && l.contains("\"anna\""))
        .anyMatch(l -> l.startsWith("login-failed ") && l.contains("\"nobody\""))
        .noneMatch(l -> l.contains("horse"));
  }

  private String refusal(String user, String password) {
    try (Connection connection = server.connect(user, password)) {
      throw new AssertionError(user + " was let in: " + connection);
    } catch (SQLException e) {
      assertThat((Throwable) e).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
      assertThat(e.getSQLState()).isEqualTo("28000");
      return e.getMessage();
    }
  }

  @Test
  void whoSaysNothingIsAskedWhoHeIs() throws IOException {
    assertThatThrownBy(() -> DriverManager.getConnection(server.url()))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    assertThat(post(open("a".repeat(32)), ""))
        .startsWith("HTTP/1.1 401")
        .contains("WWW-Authenticate: Basic realm=\"ewig\"");
    assertThat(post(open("a".repeat(32)), "Authorization: Digest x\r\n"))
        .startsWith("HTTP/1.1 401")
        .contains("Basic with name:password");
    assertThat(said("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aTokenStandsForThePasswordUntilItEnds() throws SQLException, IOException {
    String good = token("60s");
    String old = token("0s");

    for (String user : new String[] {"ben", ""}) {
      try (Connection connection = server.connect(user, good)) {
        assertThat(connection.getMetaData().getUserName()).isEqualTo("ben");
      }
    }
    assertThat(post(open("b".repeat(32)), "Authorization: Bearer " + good + "\r\n"))
        .startsWith("HTTP/1.1 200");
    refusal("anna", good);
    refusal("ben", old);

    Token kept = server.accounts().book().tokens().get(Secrets.hash(good));
    tokens().revoke(kept.id(), SecuredServer.TEST);
    refusal("ben", good);
    assertThat(server.audited())
        .anyMatch(l -> l.startsWith("token-created "))
        .anyMatch(l -> l.startsWith("token-revoked "))
        .noneMatch(l -> l.contains(good) || l.contains(Secrets.hash(good)));
  }

  @Test
  void anotherUsersSessionIsNoSession() throws IOException {
    String id = "c".repeat(32);
    assertThat(post(open(id), basic("anna", PASSWORD))).startsWith("HTTP/1.1 200");

    assertThat(post(createStatement(id), basic("anna", PASSWORD))).startsWith("HTTP/1.1 200");
    assertThat(post(createStatement(id), basic("ben", PASSWORD)))
        .startsWith("HTTP/1.1 500")
        .contains("there is no such session");
    assertThat(post(createStatement(id), "")).startsWith("HTTP/1.1 401");
    assertThat(server.audited())
        .filteredOn(l -> l.startsWith("refused ") && l.contains("a session of somebody else"))
        .singleElement()
        .asString()
        .contains("\"ben\"");
  }

  @Test
  void whatAConnectionMayNotAskForIsRefusedAndNoted() throws IOException {
    String asking = open("d".repeat(32)).replace("{}}", "{\"schemaFactory\":\"io.ewig.Evil\"}}");
    assertThat(post(asking, basic("ben", PASSWORD)))
        .startsWith("HTTP/1.1 500")
        .doesNotContain("\tat ", "/root");
    assertThat(server.audited())
        .anyMatch(
            l -> l.startsWith("refused ") && l.contains("a connection with") && l.contains("ben"))
        .noneMatch(l -> l.contains("Evil"));
  }

  @Test
  void aTokenOfAnotherDatabaseIsRefusedAndNoted() throws SQLException {
    String elsewhere =
        tokens().issue("ben", Scope.of(List.of("db=other")), "60s", SecuredServer.TEST).secret();
    refusal("ben", elsewhere);
    assertThat(server.audited())
        .anyMatch(l -> l.startsWith("refused ") && l.contains("database main"));
  }

  @Test
  void anOpenSessionEndsWithItsUser() throws SQLException {
    try (Connection connection = server.connect("ben")) {
      server.accounts().dropUser("ben", SecuredServer.TEST);
      assertThatThrownBy(() -> connection.createStatement().execute("VALUES 1"))
          .isInstanceOf(SQLInvalidAuthorizationSpecException.class);
    }
  }

  @Test
  void aNewPasswordCountsAtOnceAndTheOldOneNoMore() throws SQLException {
    server.connect("ben").close();
    server
        .accounts()
        .setPassword(
            "ben",
            io.ewig.engine.Keys.passwords().hash("another horse".toCharArray()),
            SecuredServer.TEST);

    refusal("ben", PASSWORD);
    server.connect("ben", "another horse").close();
  }

  @Test
  void theLastUserMayGoAndThenNobodyIsAsked() throws SQLException {
    assertThatThrownBy(() -> server.accounts().dropUser("anna", SecuredServer.TEST))
        .hasMessageContaining("the only admin");
    server.accounts().dropUser("ben", SecuredServer.TEST);
    server.accounts().dropUser("anna", SecuredServer.TEST);
    DriverManager.getConnection(server.url()).close();
  }

  @Test
  void namesThatAreNoneOrTakenAreRefused() {
    for (String name : new String[] {"", "Anna", "a b", "anna", "admin", "x".repeat(64)}) {
      assertThatThrownBy(() -> server.add(name)).as(name).isInstanceOf(RuntimeException.class);
    }
    assertThatThrownBy(() -> server.add("cleo", "gardener"))
        .hasMessageContaining("no role gardener");
    assertThat(server.accounts().book().users().keySet()).isEqualTo(Set.of("anna", "ben"));
  }
}
