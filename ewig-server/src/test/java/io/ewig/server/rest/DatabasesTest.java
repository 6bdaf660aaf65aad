package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several databases of one server, over HTTP and over the driver. */
class DatabasesTest {

  @TempDir private Path folder;
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.url() + "/" + database);
  }

  private static void assertState(ThrowingCallable call, String state) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void eachDatabaseHasTablesAndAFolderOfItsOwn() throws SQLException {
    assertThat(server.post("/v1/db/garden", "").status()).isEqualTo(201);
    try (Connection main = connect("main");
        Connection garden = connect("garden")) {
      main.createStatement().execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      garden.createStatement().execute("CREATE TABLE t (id VARCHAR PRIMARY KEY)");
      garden.createStatement().execute("INSERT INTO t VALUES ('rose')");
      assertThat(garden.getCatalog()).isEqualTo("garden");
      assertThat(main.getCatalog()).isEqualTo("main");
    }
    assertThat(server.get("/v1/db/garden").number("n_events")).isEqualTo(2);
    assertThat(server.get("/garden/t").at("rows.0.id")).isEqualTo("rose");
    assertThat(folder.resolve("databases/garden/ewig.json")).exists();
    assertThat(server.get("/v1/db").at("databases.1.name")).isEqualTo("garden");
    assertThat(server.get("/metrics").text())
        .contains("ewig_log_events{database=\"garden\"} 2\n", "ewig_server_databases 2\n");
  }

  @Test
  void statementsMakeAndDropDatabases() throws SQLException {
    try (Connection main = connect("main")) {
      var statement = main.createStatement();
      assertThat(statement.executeUpdate("CREATE DATABASE Garden;")).isZero();
      statement.execute("/* of a tool */ create database if not exists garden -- again");
      assertState(() -> statement.execute("CREATE DATABASE garden"), "42P04");
      assertState(() -> statement.execute("DROP DATABASE garden"), "2BP01");
      try (Connection garden = connect("garden")) {
        assertThat(garden.isValid(1)).isTrue();
        assertState(() -> statement.execute("DROP DATABASE garden CONFIRM"), "55006");
      }
      statement.execute("DROP DATABASE garden CONFIRM");
      statement.execute("DROP DATABASE IF EXISTS garden CONFIRM");
      assertState(() -> statement.execute("DROP DATABASE garden CONFIRM"), "3D000");
      assertState(() -> statement.execute("DROP DATABASE main CONFIRM"), "42501");
      assertState(() -> connect("garden"), "3D000");
      main.setAutoCommit(false);
      assertState(() -> statement.execute("CREATE DATABASE other"), "25001");
    }
    assertThat(folder.resolve("databases/.dropped/garden-1/ewig.json")).exists();
  }

  @Test
  void namesThatCouldBeMistakenAreRefused() {
    List<String> wrong =
        List.of(
            "Garden", "1a", "a-b", "select", "v1", "db", "health", "a".repeat(64), "..", "%2e%2e");
    for (String name : wrong) {
      RestServer.Answer refused = server.post("/v1/db/" + name, "");
      assertThat(refused.status()).as(name).isIn(400, 404);
    }
    assertThat(server.post("/v1/db/main", "").status()).isEqualTo(409);
    assertThat(server.post("/v1/db/" + "a".repeat(63), "").status()).isEqualTo(201);
    assertThat(server.post("/db/" + "a".repeat(63), "").sqlState()).isEqualTo("42P04");
    assertThat(server.get("/v1/db").list("databases")).hasSize(2);
  }

  @Test
  void aDroppedDatabaseIsKeptAsideAndItsNameIsFree() throws IOException {
    server.post("/v1/db/garden", "");
    server.post("/db/garden/e", "[1]");
    assertThat(server.send("DELETE", "/v1/db/garden", "").status()).isEqualTo(400);
    assertThat(server.send("DELETE", "/v1/db/garden?confirm=garden", "").status()).isEqualTo(204);
    assertThat(server.send("DELETE", "/v1/db/garden?confirm=garden", "").status()).isEqualTo(404);
    assertThat(server.get("/v1/db/garden").sqlState()).isEqualTo("3D000");
    server.post("/v1/db/garden", "");
    assertThat(server.get("/v1/db/garden").number("n_events")).isZero();
    server.send("DELETE", "/v1/db/garden?confirm=garden", "");
    assertThat(folder.resolve("databases/.dropped/garden-2")).exists();
    Path kept = folder.resolve("databases/.dropped/garden-1");
    try (Ewig engine = Ewig.open(kept)) {
      assertThat(engine.head().size()).isEqualTo(1);
    }
    Files.move(kept, folder.resolve("databases/back"));
    assertThat(server.get("/v1/db/back").number("n_events")).isEqualTo(1);
  }
}
