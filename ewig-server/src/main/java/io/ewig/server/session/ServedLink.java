package io.ewig.server.session;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Mark;
import io.ewig.jdbc.link.PassedOnRows;
import io.ewig.jdbc.link.Product;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.Settlement;
import io.ewig.jdbc.link.Stop;
import io.ewig.server.right.UserRights;
import io.ewig.server.user.Principal;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A session with one of the server's databases: counts what is done in it, names what was slow, and
 * does statements about databases itself.
 */
final class ServedLink implements Link {

  private final Link inner;
  private final @Nullable UserRights rights;
  private final Served served;

  /** What the sessions of a server share. */
  record Served(Databases databases, Usage usage, SlowStatements slow, LongSupplier nanos) {}

  /**
   * @param rights of the session; null for all
   */
  ServedLink(Link inner, @Nullable UserRights rights, Served served) {
    this.rights = rights;
    this.inner = inner;
    this.served = served;
  }

  /** Something that a statement needs. */
  private interface Step<T> {
    T run() throws SQLException;
  }

  private <T> T counted(Step<T> step) throws SQLException {
    try {
      return step.run();
    } catch (SQLException e) {
      served.usage.error(e);
      throw e;
    }
  }

  @Override
  public Compiled prepare(String sql) throws SQLException {
    Optional<DatabaseStatement> own = DatabaseStatement.of(sql);
    return own.isPresent() ? own.get() : counted(() -> inner.prepare(sql));
  }

  @Override
  public Compiled prepare(String sql, long timeoutMillis, Stop stop) throws SQLException {
    Optional<DatabaseStatement> own = DatabaseStatement.of(sql);
    return own.isPresent() ? own.get() : counted(() -> inner.prepare(sql, timeoutMillis, stop));
  }

  @Override
  public Answer execute(Compiled statement, @Nullable Object[] parameters, Ask ask, Stop stop)
      throws SQLException {
    served.usage.statement();
    if (statement instanceof DatabaseStatement own) {
      return counted(() -> run(own));
    }
    Execution execution = new Execution(statement, parameters);
    Answer answer = counted(() -> inner.execute(statement, parameters, ask, stop));
    if (answer instanceof Answer.Rows rows) {
      return new Answer.Rows(new Counted(rows.rows(), execution));
    }
    execution.end(((Answer.Count) answer).count());
    return answer;
  }

  private Answer run(DatabaseStatement statement) throws SQLException {
    if (inner.isInTransaction()) {
      throw new SQLException(
          "a statement about databases takes effect at once, so not within a transaction",
          "25001",
          1214);
    }
    Permits.requireAdmin(rights, "make or drop databases");
    statement.run(served.databases, rights == null ? Principal.ANYBODY.actor() : rights.actor());
    return new Answer.Count(0, null);
  }

  @Override
  public long[] executeBatch(Compiled statement, List<@Nullable Object[]> rows, Ask ask, Stop stop)
      throws SQLException {
    served.usage.statement();
    if (statement instanceof DatabaseStatement) {
      throw new SQLException("statements about databases come one by one", "HYC00", 1200);
    }
    return counted(() -> inner.executeBatch(statement, rows, ask, stop));
  }

  /** From when a statement is run to its last row. */
  private final class Execution {
    private final Compiled statement;
    private final @Nullable Object[] parameters;
    private final long start = served.nanos.getAsLong();

    Execution(Compiled statement, @Nullable Object[] parameters) {
      this.statement = statement;
      this.parameters = parameters;
    }

    void end(long rows) {
      long nanos = served.nanos.getAsLong() - start;
      if (served.slow.isSlow(nanos)) {
        served.usage.slow();
        served.slow.note(inner, statement, parameters, rows, nanos);
      }
    }
  }

  /** Rows that are counted; one thread. */
  private final class Counted extends PassedOnRows {
    private final Execution execution;
    private long count;
    private boolean isOver;

    Counted(ResultRows rows, Execution execution) {
      super(rows);
      this.execution = execution;
    }

    @Override
    public boolean next() throws SQLException {
      try {
        boolean isThere = rows.next();
        count += isThere ? 1 : 0;
        return isThere;
      } catch (SQLException e) {
        served.usage.error(e);
        throw e;
      }
    }

    @Override
    public void close() {
      rows.close();
      if (!isOver) {
        isOver = true;
        served.usage.rows(count);
        execution.end(count);
      }
    }
  }

  // ---- what is passed on

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    inner.setAutoCommit(on);
  }

  @Override
  public boolean isAutoCommit() {
    return inner.isAutoCommit();
  }

  @Override
  public boolean isInTransaction() {
    return inner.isInTransaction();
  }

  @Override
  public void commit() throws SQLException {
    counted(
        () -> {
          inner.commit();
          return true;
        });
  }

  @Override
  public void rollback() throws SQLException {
    inner.rollback();
  }

  @Override
  public void settleLater(boolean on) {
    inner.settleLater(on);
  }

  @Override
  public @Nullable Settlement unsettled() {
    return inner.unsettled();
  }

  @Override
  public Mark mark(String name) throws SQLException {
    return inner.mark(name);
  }

  @Override
  public void rollbackTo(Mark mark) throws SQLException {
    inner.rollbackTo(mark);
  }

  @Override
  public void release(Mark mark) throws SQLException {
    inner.release(mark);
  }

  @Override
  public @Nullable String get(Setting setting) throws SQLException {
    return inner.get(setting);
  }

  @Override
  public void set(Setting setting, @Nullable String value) throws SQLException {
    inner.set(setting, value);
  }

  @Override
  public String catalog() {
    return inner.catalog();
  }

  @Override
  public String url() {
    return inner.url();
  }

  @Override
  public String user() {
    return inner.user();
  }

  @Override
  public Product product() {
    return inner.product();
  }

  @Override
  public boolean isReserved(String word) throws SQLException {
    return inner.isReserved(word);
  }

  @Override
  public void setNetworkTimeout(int timeoutMillis) throws SQLException {
    inner.setNetworkTimeout(timeoutMillis);
  }

  @Override
  public @Nullable SQLWarning takeWarnings() {
    return inner.takeWarnings();
  }

  @Override
  public boolean isAlive(int timeoutSeconds) {
    return inner.isAlive(timeoutSeconds);
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return inner.unwrap(type);
  }

  @Override
  public void close() throws SQLException {
    inner.close();
  }
}
