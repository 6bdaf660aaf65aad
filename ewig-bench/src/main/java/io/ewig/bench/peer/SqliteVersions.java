package io.ewig.bench.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * SQLite with all versions of rows in one table that is clustered by key and version, so that the
 * row as of a moment is the first entry of an index range; one thread, within this process.
 */
public final class SqliteVersions implements AutoCloseable {

  private static final String NEWEST =
      "SELECT row FROM version WHERE garden = ? AND plant = %s AND version < ?"
          + " ORDER BY version DESC LIMIT 1";

  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement one;
  private final PreparedStatement all;

  private SqliteVersions(Connection connection) throws SQLException {
    this.connection = connection;
    this.insert = connection.prepareStatement("INSERT INTO version VALUES (?, ?, ?, ?)");
    this.one = connection.prepareStatement(NEWEST.replace("%s", "?"));
    this.all =
        connection.prepareStatement(
            "SELECT number, (" + NEWEST.replace("%s", "plant.number") + ") FROM plant");
  }

  /**
   * @param plants in each garden
   */
  public static SqliteVersions open(Path file, int plants) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement setup = connection.createStatement()) {
      setup.execute("PRAGMA journal_mode = WAL");
      setup.execute("PRAGMA synchronous = OFF");
      setup.execute("PRAGMA cache_size = -262144"); // 256 MiB
      setup.execute("PRAGMA mmap_size = 4294967296");
      setup.execute("CREATE TABLE plant (number INTEGER PRIMARY KEY)");
      setup.execute(
          "CREATE TABLE version (garden INTEGER, plant INTEGER, version INTEGER, row BLOB,"
              + " PRIMARY KEY (garden, plant, version DESC)) WITHOUT ROWID");
      for (int i = 0; i < plants; i++) {
        setup.execute("INSERT INTO plant VALUES (" + i + ")");
      }
    }
    connection.setAutoCommit(false);
    return new SqliteVersions(connection);
  }

  public void put(int garden, int plant, long version, byte[] row) throws SQLException {
    insert.setInt(1, garden);
    insert.setInt(2, plant);
    insert.setLong(3, version);
    insert.setBytes(4, row);
    insert.executeUpdate();
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  /** A row before a version, if it was there. */
  public byte @Nullable [] asOf(int garden, int plant, long version) throws SQLException {
    one.setInt(1, garden);
    one.setInt(2, plant);
    one.setLong(3, version);
    try (ResultSet found = one.executeQuery()) {
      return found.next() ? found.getBytes(1) : null;
    }
  }

  /** How many rows a garden had before a version; reads them all. */
  public int gardenAsOf(int garden, long version) throws SQLException {
    all.setInt(1, garden);
    all.setLong(2, version);
    int count = 0;
    try (ResultSet found = all.executeQuery()) {
      while (found.next()) {
        count += found.getBytes(2) == null ? 0 : 1;
      }
    }
    return count;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    one.close();
    all.close();
    connection.close();
  }
}
