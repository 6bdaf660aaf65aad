package io.ewig.sqltests.crash;

import io.ewig.engine.log.Randoms;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Accounts with money that moves between them; a move of a clerk is a row of its own. */
final class Bank {

  static final int ACCOUNTS = 20;
  static final long MONEY = 1_000;

  private Bank() {}

  static String url(Path folder) {
    return "jdbc:ewig:" + folder;
  }

  static Connection open(Path folder) throws SQLException {
    return DriverManager.getConnection(url(folder));
  }

  /** Makes what is missing; a bank that was killed while it was founded is founded again. */
  static void found(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists account (id int primary key, money bigint)");
      statement.execute(
          "create table if not exists move (id bigint primary key, source int references account,"
              + " target int references account, amount bigint check (amount > 0))");
      statement.executeUpdate(
          "insert into account select n, "
              + MONEY
              + " from generate_series(0, "
              + (ACCOUNTS - 1)
              + ") as numbers (n) on conflict do nothing");
    }
    connection.commit();
  }

  /** Moves money; whether it was not refused because somebody else was faster. */
  static boolean move(Connection connection, long id, Randoms random) throws SQLException {
    int source = random.below(ACCOUNTS);
    int target = (source + 1 + random.below(ACCOUNTS - 1)) % ACCOUNTS;
    long amount = 1 + random.below(50);
    try {
      change(connection, source, -amount);
      change(connection, target, amount);
      try (PreparedStatement note =
          connection.prepareStatement("insert into move values (?, ?, ?, ?)")) {
        note.setLong(1, id);
        note.setInt(2, source);
        note.setInt(3, target);
        note.setLong(4, amount);
        note.executeUpdate();
      }
      if (random.oneIn(10)) {
        connection.rollback();
        return false;
      }
      connection.commit();
      return true;
    } catch (SQLException e) {
      connection.rollback();
      if (e.getSQLState().equals("40001")) {
        return false;
      }
      throw e;
    }
  }

  private static void change(Connection connection, int account, long amount) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update account set money = money + ? where id = ?")) {
      update.setLong(1, amount);
      update.setInt(2, account);
      update.executeUpdate();
    }
  }

  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
