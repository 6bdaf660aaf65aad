package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ewig.jdbc.connection.EwigConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Client(name = "HikariCP", type = HikariDataSource.class)
class HikariTest {

  private Garden garden;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.planted(place());
  }

  @AfterEach
  void close() throws Exception {
    garden.close();
  }

  @Test
  void aPoolGivesNoMoreThanItHas() throws SQLException {
    HikariConfig config = config(2);
    config.setConnectionTimeout(250);
    try (var pool = new HikariDataSource(config)) {
      try (Connection one = pool.getConnection();
          Connection two = pool.getConnection()) {
        assertThat(one.isValid(1)).isTrue();
        assertThat(two.isValid(1)).isTrue();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
      }
      try (Connection again = pool.getConnection()) {
        assertThat(again.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void aConnectionComesBackAsItWasLent() throws SQLException {
    try (var pool = new HikariDataSource(config(1))) {
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.isReadOnly()).isFalse();
      }
    }
  }

  @Test
  void whatWasNotCommittedIsRolledBackOnReturn() throws SQLException {
    try (var pool = new HikariDataSource(config(1))) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.executeUpdate("DELETE FROM plants");
      }
      assertThat(garden.rows("SELECT COUNT(*) FROM plants")).containsExactly("3");
    }
  }

  @Test
  void aFeatureThatIsMissingDoesNotEvictTheConnection() throws SQLException {
    try (var pool = new HikariDataSource(config(1))) {
      Connection lent = pool.getConnection();
      Connection first = lent.unwrap(EwigConnection.class);
      assertThatThrownBy(lent::createSQLXML).isInstanceOf(SQLException.class);
      lent.close();
      try (Connection again = pool.getConnection()) {
        assertThat(again.unwrap(EwigConnection.class)).isSameAs(first);
      }
    }
  }

  @Test
  void anEvictedConnectionIsReplaced() throws SQLException {
    try (var pool = new HikariDataSource(config(1))) {
      Connection lent = pool.getConnection();
      Connection first = lent.unwrap(EwigConnection.class);
      pool.evictConnection(lent);
      try (Connection second = pool.getConnection()) {
        assertThat(second.unwrap(EwigConnection.class)).isNotSameAs(first);
        assertThat(second.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void aPoolCanBeOneThatReadsThePast() throws SQLException {
    String spring = garden.now();
    garden.run("DELETE FROM plants");
    HikariConfig config = config(1);
    config.addDataSourceProperty("asOf", spring);
    try (var pool = new HikariDataSource(config);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COUNT(*) FROM plants")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(3);
    }
  }

  private HikariConfig config(int size) {
    var config = new HikariConfig();
    config.setJdbcUrl(garden.url());
    config.setMaximumPoolSize(size);
    config.setAutoCommit(true);
    return config;
  }
}
