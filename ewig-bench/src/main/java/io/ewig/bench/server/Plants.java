package io.ewig.bench.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows that both have. */
final class Plants {

  static final String READ = "select name, petals from plants where id = ?";
  static final String INSERT = "insert into plants values (?, ?, ?)";
  static final String ALL = "select id, name, petals from plants";

  private static final int ROWS_OF_A_COMMIT = 10_000;

  private Plants() {}

  /** Makes the table with so many rows, numbered from 0. */
  static void plant(Served served, int count) throws SQLException {
    try (Connection connection = served.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table plants (id int primary key, name varchar(60), petals int)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (int i = 0; i < count; i++) {
          fill(insert, i);
          insert.addBatch();
          if ((i + 1) % ROWS_OF_A_COMMIT == 0 || i + 1 == count) {
            insert.executeBatch();
            connection.commit();
          }
        }
      }
    }
  }

  static void fill(PreparedStatement insert, int id) throws SQLException {
    insert.setInt(1, id);
    insert.setString(2, name(id));
    insert.setInt(3, id % 1_321);
  }

  static String name(int id) {
    return "a plant of the garden behind the house, number " + id;
  }
}
