package io.ewig.bench.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database in a process of its own. */
interface Served extends AutoCloseable {

  String name();

  String url();

  default Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }
}
