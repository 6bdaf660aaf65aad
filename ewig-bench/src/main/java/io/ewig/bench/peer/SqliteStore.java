package io.ewig.bench.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** SQLite with a write-ahead log, synced at each commit; one thread. */
public final class SqliteStore implements Contestant {

  private final Connection connection;
  private final PreparedStatement insert;

  private SqliteStore(Connection connection, PreparedStatement insert) {
    this.connection = connection;
    this.insert = insert;
  }

  public static SqliteStore open(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement setup = connection.createStatement()) {
      setup.execute("PRAGMA journal_mode = WAL");
      setup.execute("PRAGMA synchronous = FULL");
      setup.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
    }
    return new SqliteStore(
        connection, connection.prepareStatement("INSERT INTO event (payload) VALUES (?)"));
  }

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public void commit(byte[] payload) throws SQLException {
    insert.setBytes(1, payload);
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.close();
  }
}
