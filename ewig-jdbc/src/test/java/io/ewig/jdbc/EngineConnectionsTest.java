package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.jdbc.embedded.EngineConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to an engine that was opened without the driver. */
class EngineConnectionsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Ewig engine;
  private EngineConnections connections;

  @BeforeEach
  void open() {
    Config config =
        Config.defaults()
            .withLog(LogKind.MEMORY)
            .withClock(() -> NOON.getEpochSecond() * 1_000_000_000);
    engine = Ewig.open(Path.of("unused"), config);
    connections = new EngineConnections(engine, "garden");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theyUseTheEngineAsItWasConfigured() throws SQLException {
    try (Connection connection = connections.connect(new Properties());
        Statement statement = connection.createStatement()) {
      assertThat(connection.getCatalog()).isEqualTo("garden");
      assertThat(connection.unwrap(Ewig.class)).isSameAs(engine);
      try (ResultSet rows = statement.executeQuery("select current_timestamp")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getObject(1, Instant.class)).isEqualTo(NOON);
      }
    }
  }

  @Test
  void closingThemLeavesTheEngineOpen() throws SQLException {
    try (Connection connection = connections.connect(new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("create table t (a int)");
    }
    assertThat(engine.head().size()).isEqualTo(1);
    try (Connection connection = connections.connect(new Properties());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("insert into t values (1)")).isEqualTo(1);
    }
  }

  @Test
  void theyTakeKeysOfTheSessionButNotOfOpening() throws SQLException {
    Properties info = new Properties();
    info.setProperty("readOnly", "true");
    try (Connection connection = connections.connect(info)) {
      assertThat(connection.isReadOnly()).isTrue();
    }
    info.setProperty("durability", "none");
    fails("08001", () -> connections.connect(info));
  }
}
