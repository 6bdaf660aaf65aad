package io.ewig.all;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A program that knows JDBC and nothing else; {@link OneJarTest} runs it with one jar. */
final class Alone {

  private Alone() {}

  public static void main(String[] arguments) throws SQLException {
    try (Connection garden = DriverManager.getConnection("jdbc:ewig:" + arguments[0]);
        Statement sql = garden.createStatement()) {
      sql.execute("CREATE TABLE IF NOT EXISTS plants (name VARCHAR PRIMARY KEY, petals INT)");
      sql.execute("INSERT INTO plants SELECT 'p' || (COUNT(*) + 1), 5 FROM plants");
      sql.execute("UPDATE plants SET petals = petals + 1");
      try (ResultSet rows =
          sql.executeQuery(
              """
              SELECT COUNT(DISTINCT name), COUNT(*),
                SUM(CASE WHEN REGEXP_LIKE(name, 'p[0-9]+') THEN 1 ELSE 0 END),
                MAX(JSON_VALUE('{"a": {"b": 7}}', '$.a.b'))
              FROM plants FOR SYSTEM_TIME ALL
              """)) {
        rows.next();
        System.out.println(
            rows.getInt(1) + " " + rows.getInt(2) + " " + rows.getInt(3) + " " + rows.getString(4));
      }
    }
  }
}
