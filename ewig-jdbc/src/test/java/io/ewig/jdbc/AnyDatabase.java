package io.ewig.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The database of tests that hold for any, embedded or behind a server: an empty one. Whoever runs
 * them against another kind says which before each test.
 */
public final class AnyDatabase {

  private static final String EMBEDDED = "jdbc:ewig:mem:main";

  private static volatile String url = EMBEDDED;

  private AnyDatabase() {}

  public static void is(String other) {
    url = other;
  }

  public static void isEmbedded() {
    url = EMBEDDED;
  }

  static Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }
}
