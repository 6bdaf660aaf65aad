package io.ewig.server.shell;

import io.ewig.server.command.ErrorLine;
import io.ewig.server.command.UnwrittenException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one after another on a connection, and prints what they answer.
 *
 * <p>One thread, but any may {@link #cancel()}.
 */
public final class Shell {

  /** What becomes of the statements behind one that fails. */
  public enum OnError {
    STOP,
    CONTINUE
  }

  private final Connection connection;
  private final Look look = new Look();
  private final PrintWriter err;
  private final Commands commands;
  private PrintWriter out;
  private Values values = new Values(List.of());
  private OnError onError = OnError.CONTINUE;
  private volatile @Nullable Statement running;

  public Shell(Connection connection, PrintWriter out, PrintWriter err) {
    this.connection = connection;
    this.out = out;
    this.err = err;
    this.commands = new Commands(this);
  }

  public Look look() {
    return look;
  }

  public Connection connection() {
    return connection;
  }

  /** What the question marks of the statements to come stand for. */
  void setValues(Values to) {
    values = to;
  }

  PrintWriter out() {
    return out;
  }

  /** Prints elsewhere from now on; gives where it was printed before. */
  public PrintWriter setOut(PrintWriter to) {
    PrintWriter before = out;
    out = to;
    return before;
  }

  /** Whether it was told to quit. */
  public boolean isOver() {
    return commands.isOver();
  }

  /** Also of a text that a text runs. */
  void setOnError(OnError to) {
    onError = to;
  }

  /** Runs all statements of a text; false if one of them failed. */
  public boolean runAll(Reader text) throws IOException {
    boolean allWell = true;
    StatementReader statements = new StatementReader(text);
    for (String sql = statements.next(); sql != null && !isOver(); sql = statements.next()) {
      allWell &= run(sql);
      if (!allWell && onError == OnError.STOP) {
        break;
      }
    }
    return allWell;
  }

  /** Runs one; false if it failed, which is said in a line that begins with its SQLSTATE. */
  public boolean run(String sql) {
    if (sql.charAt(0) == StatementReader.COMMAND) {
      return runCommand(sql);
    }
    long start = System.nanoTime();
    boolean isWell =
        tell(
            sql,
            () -> {
              execute(sql);
              return true;
            });
    if (look.isTimed()) {
      double millis = (System.nanoTime() - start) / 1e6;
      out.println(String.format(Locale.ROOT, "Time: %.3f ms", millis));
    }
    return isWell;
  }

  private boolean runCommand(String command) {
    return tell(command, () -> commands.run(command));
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Deed {
    boolean isWell() throws SQLException, IOException;
  }

  private boolean tell(String sql, Deed deed) {
    try {
      boolean isWell = tellOfSql(sql, deed);
      out.flush();
      return isWell;
    } catch (UnwrittenException e) {
      if (!commands.isRedirected()) {
        throw e; // nobody would see what comes next
      }
      commands.giveUpFile();
      err.println(ErrorLine.withState(e));
      return false;
    } finally {
      err.flush();
    }
  }

  private boolean tellOfSql(String sql, Deed deed) {
    try {
      return deed.isWell();
    } catch (SQLException e) {
      out.flush();
      err.println(Mistake.line(e));
      String place = look.hasCarets() ? Mistake.place(sql, e) : "";
      if (!place.isEmpty()) {
        err.println(place);
      }
      return false;
    } catch (IOException e) {
      out.flush();
      err.println(ErrorLine.withState(e));
      return false;
    }
  }

  private void execute(String sql) throws SQLException {
    if (values.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        running = statement;
        print(statement, statement.execute(sql));
      } finally {
        running = null;
      }
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      running = statement;
      values.bind(statement);
      print(statement, statement.execute());
    } finally {
      running = null;
    }
  }

  /** Stops the statement that runs, if one does; it fails with SQLSTATE 57014. */
  public void cancel() {
    Statement now = running;
    if (now != null) {
      try {
        now.cancel();
      } catch (SQLException e) {
        err.println(Mistake.line(e));
      }
    }
  }

  /** A table, or how many rows were changed. */
  private void print(Statement statement, boolean isTable) throws SQLException {
    if (isTable) {
      print(statement.getResultSet());
      return;
    }
    long count = statement.getLargeUpdateCount();
    if (count > 0 && look.mode().isForPeople()) {
      out.println(rows(count));
    }
  }

  void print(ResultSet rows) throws SQLException {
    long count = look.mode().print(rows, look.nullText(), out);
    if (look.mode().isForPeople()) {
      out.println(rows(count));
    }
  }

  private static String rows(long count) {
    return "(" + count + (count == 1 ? " row)" : " rows)");
  }
}
