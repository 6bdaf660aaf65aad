package io.ewig.sqltests.temporal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements of a history: each is prepared once, and what changed anything is remembered. */
final class Sentences {

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final List<String> changes = new ArrayList<>();

  Sentences(Connection connection) {
    this.connection = connection;
  }

  void run(String sql, Object... parameters) throws SQLException {
    changes.add(sql + " " + Arrays.toString(parameters));
    try {
      prepare(sql, parameters).execute();
    } catch (SQLException e) {
      throw new SQLException("after " + this, e);
    }
  }

  ResultSet query(String sql, Object... parameters) throws SQLException {
    return prepare(sql, parameters).executeQuery();
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  @Override
  public String toString() {
    return String.join(";\n", changes);
  }
}
