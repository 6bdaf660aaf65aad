package io.ewig.server.secure;

import static io.ewig.server.secure.SecuredServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and tokens that an admin changes while the server runs. */
class UserStatementsTest {

  private SecuredServer server;
  private Connection admin;

  @BeforeEach
  void start() throws IOException, SQLException {
    server = new SecuredServer("anna");
    admin = server.connect("anna");
  }

  @AfterEach
  void stop() throws SQLException {
    admin.close();
    server.close();
  }

  private static void run(Connection connection, String text, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getString(3));
      }
    }
    return rows;
  }

  private static void refused(Connection connection, String state, String text) {
    assertThatThrownBy(() -> run(connection, text))
        .as(text)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).as(text).isEqualTo(state));
  }

  @Test
  void aUserWhoWasCreatedIsThereAtOnceAndMayDoNothingYet() throws SQLException {
    run(admin, "CREATE USER ben PASSWORD ?", PASSWORD);
    run(admin, "CREATE USER IF NOT EXISTS ben PASSWORD 'something else'");
    run(admin, "CREATE TABLE plants (id INT PRIMARY KEY)");
    try (Connection ben = server.connect("ben")) {
      refused(ben, "42501", "SELECT * FROM plants");
      run(admin, "GRANT SELECT ON plants TO ben");
      run(ben, "SELECT * FROM plants");
      refused(ben, "42501", "CREATE USER cleo PASSWORD 'correct horse'");
      refused(ben, "42501", "ALTER USER anna PASSWORD 'correct horse'");
      refused(ben, "42501", "DROP USER anna");
      refused(ben, "42501", "CREATE TOKEN FOR ben");
      refused(ben, "42501", "DROP TOKEN 'x'");
      refused(ben, "42501", "SELECT * FROM ewig.audit");
      refused(ben, "42501", "SELECT * FROM ewig.presence");
    }
    assertThat(server.audited())
        .anyMatch(l -> l.startsWith("user-added ") && l.contains("\"ben\"") && l.contains("anna"))
        .anyMatch(l -> l.startsWith("refused ") && l.contains("create users"))
        .anyMatch(l -> l.startsWith("refused ") && l.contains("change passwords"))
        .anyMatch(l -> l.startsWith("refused ") && l.contains("drop users"))
        .anyMatch(l -> l.startsWith("refused ") && l.contains("create tokens"))
        .anyMatch(l -> l.startsWith("refused ") && l.contains("drop tokens"))
        .anyMatch(l -> l.startsWith("refused ") && l.contains("read the audit"))
        .noneMatch(l -> l.contains("horse"));
  }

  @Test
  void mistakesAreSaidAndChangeNothing() {
    refused(admin, "42710", "CREATE USER anna PASSWORD 'correct horse'");
    refused(admin, "42602", "CREATE USER \"Big Ben\" PASSWORD 'correct horse'");
    refused(admin, "22023", "CREATE USER ben PASSWORD 'short'");
    refused(admin, "42704", "ALTER USER ben PASSWORD 'correct horse'");
    refused(admin, "42704", "DROP USER ben");
    refused(admin, "42704", "CREATE TOKEN FOR ben");
    refused(admin, "22023", "CREATE TOKEN FOR anna EXPIRES 'soon'");
    refused(admin, "22023", "CREATE TOKEN FOR anna SCOPE 'op=fly'");
    refused(admin, "42704", "DROP TOKEN 'none'");
    refused(admin, "42601", "CREATE USER ben");
    refused(admin, "42601", "GRANT admin FROM anna");
    refused(admin, "42601", "REVOKE admin TO anna");
    assertThatThrownBy(() -> run(admin, "CREATE USER ben PASSWORD ?", (String) null))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23502"));
    assertThat(server.accounts().book().users()).containsOnlyKeys("anna");
    assertThat(server.accounts().book().tokens()).isEmpty();
  }

  @Test
  void theSessionsOfAUserWhoIsDroppedEndAndWhatTheyBeganIsUndone() throws Exception {
    run(admin, "CREATE TABLE plants (id INT PRIMARY KEY)");
    server.add("ben", "admin");
    try (Connection ben = server.connect("ben")) {
      ben.setAutoCommit(false);
      run(ben, "INSERT INTO plants VALUES (1)");
      run(admin, "DROP USER ben");
      run(admin, "DROP USER IF EXISTS ben");
      while (server.sessions() > 1) {
        Thread.sleep(5);
      }
      refused(ben, "28000", "INSERT INTO plants VALUES (2)");
    }
    assertThat(rows(admin, "SELECT count(*), 0, 0 FROM plants")).containsExactly("0 0 0");
  }

  @Test
  void whoDropsHimselfIsToldSoBeforeHeIsGone() throws SQLException {
    server.add("ben", "admin");
    try (Connection ben = server.connect("ben")) {
      run(ben, "DROP USER ben");
      refused(ben, "28000", "SELECT 1");
    }
    refused(admin, "42704", "DROP USER ben");
  }

  @Test
  void aPasswordThatWasChangedCountsAtOnce() throws SQLException {
    server.add("ben");
    run(admin, "ALTER USER ben PASSWORD ?", "another horse");
    assertThatThrownBy(() -> server.connect("ben")).isInstanceOf(SQLException.class);
    server.connect("ben", "another horse").close();
  }

  private String secretOf(String sql) throws SQLException {
    try (Statement create = admin.createStatement();
        ResultSet made = create.executeQuery(sql)) {
      assertThat(made.next()).isTrue();
      return made.getString("secret");
    }
  }

  @Test
  void usersChangeTheirOwnPasswordsButNotByAToken() throws SQLException {
    server.add("ben");
    server.add("carl");
    String token = secretOf("CREATE TOKEN FOR ben");
    try (Connection ben = server.connect("ben", token)) {
      refused(ben, "42501", "ALTER USER ben PASSWORD 'a zebra here'");
    }
    try (Connection ben = server.connect("ben")) {
      refused(ben, "42501", "ALTER USER carl PASSWORD 'a zebra here'");
      refused(ben, "22023", "ALTER USER ben PASSWORD 'short'");
      run(ben, "ALTER USER ben PASSWORD ?", "a zebra here");
    }
    assertThatThrownBy(() -> server.connect("ben")).isInstanceOf(SQLException.class);
    server.connect("ben", "a zebra here").close();
    assertThat(server.audited())
        .anyMatch(line -> line.contains("ben") && line.startsWith("password-changed"));
  }

  @Test
  void tokensAreMadeListedAndDroppedInSql() throws SQLException {
    server.add("ben");
    String id;
    String secret;
    try (PreparedStatement create =
        admin.prepareStatement("CREATE TOKEN FOR ben EXPIRES ? SCOPE 'op=SELECT,db=main'")) {
      create.setString(1, "1h");
      try (ResultSet made = create.executeQuery()) {
        assertThat(made.next()).isTrue();
        id = made.getString("id");
        secret = made.getString("secret");
        assertThat(made.getString("expires")).endsWith("Z");
      }
    }
    try (Connection ben = server.connect("ben", secret)) {
      assertThat(rows(ben, "SELECT id, state, scope FROM ewig.tokens"))
          .containsExactly(id + " good db=main,op=SELECT");
      assertThat(rows(admin, "SHOW TOKENS")).containsExactly(id + " ben good");
      run(admin, "DROP TOKEN ?", id);
      refused(ben, "28000", "SELECT 1");
    }
    assertThat(rows(admin, "SELECT id, user_name, state FROM ewig.tokens"))
        .containsExactly(id + " ben revoked");
    assertThat(rows(admin, "SELECT deed, who, what FROM ewig.audit WHERE deed LIKE 'token-%'"))
        .containsExactly("token-created anna " + id + " of ben", "token-revoked anna " + id);
    assertThat(server.audited()).noneMatch(l -> l.contains(secret));
  }

  @Test
  void anAdminsTokenOfOneDatabaseReachesNoFurther() throws SQLException {
    server.add("ben");
    String secret = secretOf("CREATE TOKEN FOR anna SCOPE 'db=main'");
    try (Connection narrow = server.connect("anna", secret)) {
      run(narrow, "CREATE TABLE plants (id INT PRIMARY KEY)");
      run(narrow, "GRANT SELECT ON TABLE plants TO ben");
      run(narrow, "REVOKE SELECT ON TABLE plants FROM ben");
      for (String beyond :
          List.of(
              "CREATE USER carl PASSWORD 'correct horse'",
              "ALTER USER ben PASSWORD 'correct horse'",
              "ALTER USER anna PASSWORD 'correct horse'",
              "DROP USER ben",
              "CREATE TOKEN FOR anna",
              "CREATE ROLE gardener",
              "GRANT admin TO ben",
              "REVOKE admin FROM anna",
              "CREATE DATABASE other",
              "DROP DATABASE other CONFIRM",
              "SELECT * FROM ewig.audit")) {
        refused(narrow, "42501", beyond);
      }
    }
    assertThat(server.audited())
        .anyMatch(line -> line.startsWith("refused ") && line.contains("create users"))
        .anyMatch(line -> line.startsWith("refused ") && line.contains("make or drop databases"));
  }

  @Test
  void whatWasGrantedInADatabaseEndsWithIt(@TempDir Path folder) throws Exception {
    try (SecuredServer many =
            new SecuredServer(o -> o.withDatabases(folder, Ewig::open), "anna", "ben");
        Connection main = many.connect("anna")) {
      run(main, "CREATE DATABASE garden");
      run(main, "CREATE DATABASE meadow");
      run(main, "GRANT SELECT ON DATABASE TO ben");
      try (Connection garden = many.connectTo("garden", "anna")) {
        run(garden, "GRANT SELECT ON DATABASE TO ben");
      }
      run(main, "CREATE TOKEN FOR anna SCOPE 'db=garden'");
      run(main, "CREATE TOKEN FOR ben SCOPE 'db=garden,db=meadow'");
      run(main, "DROP DATABASE garden CONFIRM");
      run(main, "CREATE DATABASE garden");
      assertThat(rows(main, "SELECT user_name, state, scope FROM ewig.tokens"))
          .containsExactly("ben good db=meadow");
      assertThat(rows(main, "SELECT grantee, operation, thing FROM ewig.grants"))
          .containsExactly("ben SELECT DATABASE");
      try (Connection garden = many.connectTo("garden", "anna");
          Connection ben = many.connectTo("garden", "ben")) {
        run(garden, "CREATE TABLE plants (id INT PRIMARY KEY)");
        assertThat(rows(garden, "SELECT grantee, operation, thing FROM ewig.grants")).isEmpty();
        refused(ben, "42501", "SELECT * FROM plants");
      }
      assertThat(many.audited())
          .anyMatch(l -> l.startsWith("defined ") && l.contains("DROP DATABASE garden"))
          .anyMatch(l -> l.startsWith("granted ") && l.contains("TO ben in database garden"));
    }
  }

  @Test
  void theAuditIsATableForAdmins() throws SQLException {
    assertThat(rows(admin, "SELECT deed, who, address FROM ewig.audit ORDER BY time LIMIT 2"))
        .containsExactly("user-added test here", "login anna 127.0.0.1");
    assertThat(rows(admin, "SELECT count(request), count(what), count(time) FROM ewig.audit"))
        .containsExactly("1 2 2");
  }

  @Test
  void theFirstUserEndsTheTimeWithoutUsers() throws Exception {
    try (SecuredServer open = new SecuredServer()) {
      try (Connection anybody = DriverManager.getConnection(open.url())) {
        run(anybody, "CREATE USER anna PASSWORD 'correct horse'");
        refused(anybody, "28000", "SELECT 1");
      }
      open.connect("anna").close();
    }
  }

  @Test
  void theSocketOfWhoIsNoAdminAnyMoreIsHungUp() throws Exception {
    server.add("ben", "admin");
    CompletableFuture<String> goodbye = new CompletableFuture<>();
    WebSocket socket = socket("ben:" + PASSWORD, goodbye);
    run(admin, "REVOKE admin FROM ben");
    assertThat(goodbye.get(20, TimeUnit.SECONDS)).isEqualTo("1008 you are not an admin any more");
    socket.abort();
  }

  @Test
  void aSocketDoesNotOutliveItsTokenAndTheAuditSaysSo() throws Exception {
    for (boolean isDropped : new boolean[] {true, false}) {
      CompletableFuture<String> goodbye = new CompletableFuture<>();
      List<String> token =
          row(admin, "CREATE TOKEN FOR anna EXPIRES '" + (isDropped ? "1h'" : "2s'"));
      WebSocket socket = socket("anna:" + token.get(1), goodbye);
      if (isDropped) {
        assertThat(goodbye).isNotDone();
        run(admin, "DROP TOKEN '" + token.get(0) + "'");
      }
      assertThat(goodbye.get(20, TimeUnit.SECONDS))
          .isEqualTo("1008 the token that you came with is good no more");
      socket.abort();
    }
    assertThat(server.audited(2, "a socket that was open")).hasSize(2);
  }

  private static List<String> row(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      assertThat(rows.next()).isTrue();
      return List.of(rows.getString(1), rows.getString(2));
    }
  }

  /** A socket that notes why it is hung up. */
  private WebSocket socket(String login, CompletableFuture<String> goodbye) throws Exception {
    String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Authorization", "Basic " + encoded)
        .buildAsync(
            URI.create("ws://127.0.0.1:" + server.port() + "/ws"),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onClose(WebSocket on, int code, String why) {
                goodbye.complete(code + " " + why);
                return goodbye;
              }
            })
        .get();
  }
}
