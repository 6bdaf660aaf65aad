package io.ewig.jdbc.embedded;

import io.ewig.calcite.execution.Cancellation;
import io.ewig.calcite.execution.ColumnRows;
import io.ewig.calcite.session.Session;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.session.Savepoint;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Mark;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.Settlement;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.link.Together;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A session with a database of this JVM. */
final class EmbeddedLink implements Link {

  private final OpenDatabases.Lease lease;
  private final Session session;
  private final Target target;
  private boolean isClosed;

  EmbeddedLink(OpenDatabases.Lease lease, Session session, Target target) {
    this.lease = lease;
    this.session = session;
    this.target = target;
  }

  // ---- statements

  @Override
  public Compiled prepare(String sql) throws SQLException {
    return prepare(sql, 0, new Stop());
  }

  @Override
  public Compiled prepare(String sql, long timeoutMillis, Stop stop) throws SQLException {
    Cancellation cancellation = new Cancellation();
    stop.onCall(cancellation::cancel);
    return Errors.translating(
        () -> {
          Statement statement = lease.database().prepare(sql);
          Run shape = Run.shape(session, cancellation, timeoutNanos(timeoutMillis));
          return new EmbeddedStatement(
              sql, statement, statement.columns(shape), Shapes.types(statement.parameters(shape)));
        });
  }

  @Override
  public Answer execute(Compiled compiled, @Nullable Object[] parameters, Ask ask, Stop stop)
      throws SQLException {
    EmbeddedStatement statement = (EmbeddedStatement) compiled;
    Cancellation cancellation = new Cancellation();
    stop.onCall(cancellation::cancel);
    Run run = run(parameters, ask, cancellation);
    session.work().onceUnder(ask.once());
    try {
      return answer(statement, statement.statement().run(run), ask);
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw Errors.of(e);
    } finally {
      session.work().onceUnder("");
    }
  }

  private Run run(@Nullable Object[] parameters, Ask ask, Cancellation cancellation) {
    Ask.Keys wanted = ask.keys();
    Run.Keys keys =
        wanted.isWanted()
            ? new Run.Keys(true, wanted.columns(), wanted.positions())
            : Run.Keys.NONE;
    return new Run(session, parameters, cancellation, timeoutNanos(ask.timeoutMillis()), keys);
  }

  private long timeoutNanos(long asked) {
    long millis = asked > 0 ? asked : target.count(Property.QUERY_TIMEOUT_MILLIS);
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static Answer answer(
      EmbeddedStatement statement, io.ewig.calcite.statement.Answer answer, Ask ask) {
    if (answer instanceof io.ewig.calcite.statement.Answer.Result result) {
      return new Answer.Rows(rows(statement, result, ask.rowsMax()));
    }
    var count = (io.ewig.calcite.statement.Answer.Count) answer;
    ResultRows keys = count.written() == null ? null : rows(statement, count.written(), 0);
    return new Answer.Count(count.count(), keys);
  }

  private static ResultRows rows(
      EmbeddedStatement statement, io.ewig.calcite.statement.Answer.Result result, long rowsMax) {
    RowShape shape = statement.shape(result.columns());
    return result.rows() instanceof ColumnRows columns
        ? new EmbeddedColumns(shape, columns, rowsMax)
        : new EmbeddedRows(shape, result.rows(), rowsMax);
  }

  @Override
  public long[] executeBatch(Compiled statement, List<@Nullable Object[]> rows, Ask ask, Stop stop)
      throws SQLException {
    return Together.untilNobodyIsFaster(this, () -> each(statement, rows, ask, stop));
  }

  private long[] each(Compiled statement, List<@Nullable Object[]> rows, Ask ask, Stop stop)
      throws SQLException {
    long[] counts = new long[rows.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        Answer answer = execute(statement, rows.get(i), ask, stop);
        counts[i] = answer instanceof Answer.Count count ? count.count() : 0;
      } catch (SQLException e) {
        throw new BatchUpdateException(
            e.getMessage(), e.getSQLState(), e.getErrorCode(), Arrays.copyOf(counts, i), e);
      }
    }
    return counts;
  }

  // ---- transactions

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    Errors.running(() -> session.work().setAutoCommit(on));
  }

  @Override
  public boolean isAutoCommit() {
    return session.work().isAutoCommit();
  }

  @Override
  public boolean isInTransaction() {
    return session.work().isOpen() || !isAutoCommit();
  }

  @Override
  public void commit() throws SQLException {
    Errors.running(() -> session.work().commit());
  }

  @Override
  public void rollback() throws SQLException {
    Errors.running(() -> session.work().rollback());
  }

  @Override
  public void settleLater(boolean on) {
    session.work().settleLater(on);
  }

  @Override
  public @Nullable Settlement unsettled() {
    long size = session.work().unsettled();
    EventLog log = session.engine().log();
    return size <= log.head().size() ? null : () -> Errors.running(() -> log.awaitDurable(size));
  }

  /** A savepoint of the engine. */
  private record Point(String name, Savepoint savepoint) implements Mark {}

  @Override
  public Mark mark(String name) throws SQLException {
    return Errors.translating(() -> new Point(name, session.work().transaction().savepoint(name)));
  }

  @Override
  public void rollbackTo(Mark mark) throws SQLException {
    Errors.running(() -> session.work().transaction().rollbackTo(((Point) mark).savepoint()));
  }

  @Override
  public void release(Mark mark) throws SQLException {
    Errors.running(() -> session.work().transaction().release(((Point) mark).savepoint()));
  }

  // ---- the session

  private static io.ewig.calcite.session.Setting of(Setting setting) {
    return io.ewig.calcite.session.Setting.valueOf(setting.name());
  }

  @Override
  public @Nullable String get(Setting setting) throws SQLException {
    return Errors.searching(() -> of(setting).get(session));
  }

  @Override
  public void set(Setting setting, @Nullable String value) throws SQLException {
    Errors.running(() -> of(setting).set(session, value));
  }

  @Override
  public String catalog() {
    return lease.database().name();
  }

  @Override
  public String url() {
    return target.url();
  }

  @Override
  public String user() {
    return session.settings().user();
  }

  @Override
  public boolean isReserved(String word) {
    return lease.database().isReserved(word);
  }

  @Override
  public @Nullable SQLWarning takeWarnings() {
    return null;
  }

  @Override
  public boolean isAlive(int timeoutSeconds) {
    if (isClosed) {
      return false;
    }
    try {
      session.engine().head();
      return true;
    } catch (EwigException e) {
      return false;
    }
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == Ewig.class) {
      return Optional.of(type.cast(session.engine()));
    }
    return Optional.empty();
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed) {
      isClosed = true;
      Errors.running(this::release);
    }
  }

  private void release() {
    try {
      session.close();
    } finally {
      lease.close(); // which closes the database, and writes, if nobody else has it open
    }
  }
}
