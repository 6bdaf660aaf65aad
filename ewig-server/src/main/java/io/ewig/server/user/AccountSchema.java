package io.ewig.server.user;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of a server's own database. */
final class AccountSchema {

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS users (name VARCHAR PRIMARY KEY, password VARCHAR NOT NULL)",
          "CREATE TABLE IF NOT EXISTS roles (name VARCHAR PRIMARY KEY)",
          "CREATE TABLE IF NOT EXISTS members (holder VARCHAR, role VARCHAR,"
              + " PRIMARY KEY (holder, role))",
          "CREATE TABLE IF NOT EXISTS tokens (id VARCHAR PRIMARY KEY, user_name VARCHAR NOT NULL,"
              + " hash VARCHAR NOT NULL, roles VARCHAR NOT NULL, databases VARCHAR NOT NULL,"
              + " operations VARCHAR NOT NULL, created TIMESTAMP WITH TIME ZONE NOT NULL,"
              + " expires TIMESTAMP WITH TIME ZONE, revoked TIMESTAMP WITH TIME ZONE)",
          "CREATE TABLE IF NOT EXISTS grants (grantee VARCHAR, database_name VARCHAR,"
              + " operation VARCHAR, kind VARCHAR, object_schema VARCHAR, object VARCHAR,"
              + " branch VARCHAR, seconds BIGINT NOT NULL, PRIMARY KEY"
              + " (grantee, database_name, operation, kind, object_schema, object, branch))");

  private AccountSchema() {}

  static void make(Connection db) throws SQLException {
    try (Statement statement = db.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
  }
}
