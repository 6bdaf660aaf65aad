package io.ewig.client;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;

/** A program that knows JDBC and nothing else; {@link ThinJarTest} runs it with the thin jar. */
final class Alone {

  private Alone() {}

  public static void main(String[] arguments) throws SQLException {
    try (Connection garden = DriverManager.getConnection(arguments[0]);
        Statement sql = garden.createStatement()) {
      sql.execute(
          "CREATE TABLE plants (name VARCHAR PRIMARY KEY, seen TIMESTAMP(9), tags INT ARRAY)");
      try (PreparedStatement insert =
          garden.prepareStatement("INSERT INTO plants VALUES (?, ?, ?)")) {
        insert.setString(1, "rose");
        insert.setObject(2, LocalDateTime.parse("2026-03-08T02:30:00.123456789"));
        insert.setArray(3, garden.createArrayOf("INTEGER", new Object[] {1, 2}));
        insert.executeUpdate();
      }
      try (ResultSet rows = sql.executeQuery("SELECT name, seen, tags FROM plants")) {
        rows.next();
        System.out.println(rows.getString(1) + " " + rows.getObject(2) + " " + rows.getString(3));
      }
      try (ResultSet tables =
          garden.getMetaData().getTables(null, "public", null, new String[] {"TABLE"})) {
        tables.next();
        System.out.println(tables.getString("TABLE_NAME"));
      }
      try {
        DriverManager.getConnection("jdbc:ewig:mem:").close();
      } catch (SQLException e) {
        System.out.println(e.getSQLState());
      }
    }
  }
}
