package io.ewig.jdbc.remote;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Mark;
import io.ewig.jdbc.link.Product;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A session with a database behind a server. */
final class RemoteLink implements Link {

  private static final int MILLIS_PER_SECOND = 1_000;

  private static final Pattern ROLLBACK =
      Pattern.compile(
          RemoteStatement.BLANKS + "(ROLLBACK|ABORT)(\\s+(WORK|TRANSACTION))?\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final RemoteSession session;
  private final String url;
  private final Map<String, Boolean> reserved = new HashMap<>();
  private final AtomicLong executions = new AtomicLong();

  RemoteLink(RemoteSession session, String url) {
    this.session = session;
    this.url = url;
  }

  // ---- statements

  @Override
  public Compiled prepare(String sql) throws SQLException {
    forgiveLossBefore(sql);
    return new RemoteStatement(session, sql);
  }

  /** A text may roll back, too, what was lost with the connection. */
  private void forgiveLossBefore(String sql) {
    if (ROLLBACK.matcher(sql).matches()) {
      session.forgiveLoss();
    }
  }

  @Override
  public Answer execute(Compiled compiled, @Nullable Object[] parameters, Ask ask, Stop stop)
      throws SQLException {
    RemoteStatement statement = (RemoteStatement) compiled;
    forgiveLossBefore(statement.sql());
    long execution = executions.incrementAndGet();
    stop.onCall(() -> session.cancel(execution));
    Response response =
        session.ask(
            purpose(statement, execution),
            () -> new Request.Execute(statement.number(), parameters, ask, execution));
    if (response instanceof Response.Rows first) {
      RemoteRows rows =
          new RemoteRows(
              session, execution, statement.columns(first.columns()), first, ask.fetchSize());
      stop.onCall(
          () -> {
            rows.stop();
            session.cancel(execution);
          });
      return new Answer.Rows(rows);
    }
    if (response instanceof Response.Count count) {
      return new Answer.Count(count.count(), keys(count.keys()));
    }
    throw RemoteSession.malformed("it gave neither rows nor a count");
  }

  /** Out of a transaction each statement is one, and recorded when it ends. */
  private Purpose purpose(RemoteStatement statement, long execution) {
    if (statement.isRead()) {
      return new Purpose(execution, Purpose.Effect.NONE);
    }
    boolean endsTransaction = isAutoCommit() && !isInTransaction();
    return new Purpose(
        execution,
        endsTransaction || statement.isCommit() ? Purpose.Effect.RECORD : Purpose.Effect.SESSION);
  }

  private @Nullable ResultRows keys(Response.@Nullable Rows keys) throws SQLException {
    if (keys == null) {
      return null;
    }
    if (keys.columns() == null) {
      throw RemoteSession.malformed("keys have no columns");
    }
    return new RemoteRows(session, 0, keys.columns(), keys, 0);
  }

  @Override
  public long[] executeBatch(Compiled compiled, List<@Nullable Object[]> rows, Ask ask, Stop stop)
      throws SQLException {
    RemoteStatement statement = (RemoteStatement) compiled;
    long execution = executions.incrementAndGet();
    stop.onCall(() -> session.cancel(execution));
    return new RemoteBatch(this, rows).run(part -> counts(statement, part, ask, execution));
  }

  private long[] counts(
      RemoteStatement statement, List<@Nullable Object[]> rows, Ask ask, long execution)
      throws SQLException {
    Response response =
        session.ask(
            purpose(statement, execution),
            () -> new Request.Batch(statement.number(), rows, ask, execution));
    if (response instanceof Response.Counts counts) {
      return counts.counts();
    }
    throw RemoteSession.malformed("it gave no counts");
  }

  // ---- transactions

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    session.setAutoCommit(on);
  }

  @Override
  public boolean isAutoCommit() {
    return session.state().isAutoCommit();
  }

  @Override
  public boolean isInTransaction() {
    return session.state().isInTransaction();
  }

  @Override
  public void commit() throws SQLException {
    session.ask(Purpose.RECORDING, Request.Commit::new);
  }

  @Override
  public void rollback() throws SQLException {
    session.rollBack();
  }

  /** A number of the server's. */
  private record Point(String name, int term, long number) implements Mark {}

  @Override
  public Mark mark(String name) throws SQLException {
    if (session.ask(new Request.SetMark(name)) instanceof Response.Done done) {
      return new Point(name, session.term(), done.number());
    }
    throw RemoteSession.malformed("it set no mark");
  }

  @Override
  public void rollbackTo(Mark mark) throws SQLException {
    session.ask(new Request.ReturnTo(number(mark)));
  }

  @Override
  public void release(Mark mark) throws SQLException {
    session.ask(new Request.Release(number(mark)));
  }

  private long number(Mark mark) throws SQLException {
    Point point = (Point) mark;
    if (point.term() != session.term()) {
      throw SqlState.UNKNOWN_SAVEPOINT.error(
          "savepoint " + point.name() + " was lost with the connection");
    }
    return point.number();
  }

  // ---- the session

  @Override
  public @Nullable String get(Setting setting) {
    return session.state().settings().get(setting);
  }

  @Override
  public void set(Setting setting, @Nullable String value) throws SQLException {
    session.ask(new Request.Change(setting, value));
  }

  @Override
  public String catalog() {
    return session.opened().catalog();
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public String user() {
    return session.opened().user();
  }

  @Override
  public Product product() {
    return Product.of(session.opened().version());
  }

  @Override
  public boolean isReserved(String word) throws SQLException {
    Boolean known = reserved.get(word);
    if (known == null) {
      known =
          session.ask(Purpose.ASKING, () -> new Request.Reserved(word))
                  instanceof Response.Done done
              && done.number() != 0;
      reserved.put(word, known);
    }
    return known;
  }

  @Override
  public void setNetworkTimeout(int timeoutMillis) {
    session.setReadMillis(timeoutMillis);
  }

  @Override
  public @Nullable SQLWarning takeWarnings() {
    return session.takeWarnings();
  }

  @Override
  public boolean isAlive(int timeoutSeconds) {
    return session.isAlive(
        (int) Math.min(Integer.MAX_VALUE, (long) timeoutSeconds * MILLIS_PER_SECOND));
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public void abort() {
    session.abort();
  }

  @Override
  public void close() {
    session.close();
  }
}
