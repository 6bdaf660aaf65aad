package io.ewig.server.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Runs statements one after another on a connection, and prints what they answer. */
public final class Shell {

  private final Connection connection;
  private final PrintWriter out;
  private final PrintWriter err;

  public Shell(Connection connection, PrintWriter out, PrintWriter err) {
    this.connection = connection;
    this.out = out;
    this.err = err;
  }

  /** Runs all statements of a text; false if one of them failed. */
  public boolean runAll(Reader text) throws IOException {
    boolean allWell = true;
    StatementReader statements = new StatementReader(text);
    for (String sql = statements.next(); sql != null; sql = statements.next()) {
      allWell &= run(sql);
    }
    return allWell;
  }

  /** Runs one; false if it failed, which is said in a line that begins with its SQLSTATE. */
  public boolean run(String sql) {
    try (Statement statement = connection.createStatement()) {
      print(statement, statement.execute(sql));
      return true;
    } catch (SQLException e) {
      out.flush();
      err.println("ERROR " + e.getSQLState() + ": " + e.getMessage());
      return false;
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** A table, or how many rows were changed. */
  private void print(Statement statement, boolean isTable) throws SQLException {
    if (!isTable) {
      long count = statement.getLargeUpdateCount();
      if (count > 0) {
        out.println(rows(count));
      }
      return;
    }
    @Nullable ResultSet rows = statement.getResultSet();
    out.println(rows(ResultText.print(rows, out)));
  }

  private static String rows(long count) {
    return "(" + count + (count == 1 ? " row)" : " rows)");
  }
}
