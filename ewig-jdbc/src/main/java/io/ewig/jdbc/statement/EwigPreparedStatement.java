package io.ewig.jdbc.statement;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.result.ResultColumns;
import java.io.InputStream;
import java.io.Reader;
import java.sql.BatchUpdateException;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A statement that was understood once and runs with whatever is set. */
public final class EwigPreparedStatement
    implements ExecutedStatement, ParameterSetters, WithoutText {

  private final Execution execution;
  private Compiled compiled;
  private final Ask.Keys keys;
  private final Parameters parameters;
  private final List<@Nullable Object[]> batch = new ArrayList<>();

  public EwigPreparedStatement(
      Session session, Settings settings, Compiled compiled, Ask.Keys keys) {
    this.execution = new Execution(session, this, settings, this::forget);
    this.compiled = compiled;
    this.keys = keys;
    this.parameters = new Parameters(compiled.parameters(), session);
  }

  @Override
  public Execution execution() {
    return execution;
  }

  private void forget() {
    compiled.close();
  }

  Compiled compiled() {
    return compiled;
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    execution.requireOpen();
    EwigStatement.requireQuery(compiled);
    execution.run(compiled, parameters.values(), Ask.Keys.NONE);
    return Objects.requireNonNull(execution.result());
  }

  @Override
  public boolean execute() throws SQLException {
    execution.requireOpen();
    return execution.run(compiled, parameters.values(), keys);
  }

  @Override
  public int executeUpdate() throws SQLException {
    return Counts.narrow(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    execution.requireOpen();
    EwigStatement.requireUpdate(compiled);
    execution.run(compiled, parameters.values(), keys);
    return execution.count();
  }

  @Override
  public void set(int number, @Nullable Object value, @Nullable Calendar calendar)
      throws SQLException {
    execution.requireOpen();
    try {
      parameters.set(number, value, calendar);
    } catch (SQLException e) {
      understandAnew(value, e);
      parameters.set(number, value, calendar);
    }
  }

  @Override
  public void set(int number, @Nullable Object value, int jdbcCode, int scale) throws SQLException {
    execution.requireOpen();
    try {
      parameters.set(number, value, jdbcCode, scale);
    } catch (SQLException e) {
      understandAnew(value, e);
      parameters.set(number, value, jdbcCode, scale);
    }
  }

  /**
   * A value that does not fit may fit by now: a column may be of another type since the statement
   * was prepared.
   *
   * @throws SQLException that it does not fit, if nothing has changed
   */
  private void understandAnew(@Nullable Object value, SQLException misfit) throws SQLException {
    if (value instanceof InputStream || value instanceof Reader) {
      throw misfit; // it can be read only once
    }
    Compiled fresh;
    try {
      fresh = execution.session().link().prepare(compiled.sql());
    } catch (SQLException e) {
      misfit.addSuppressed(e);
      throw misfit;
    }
    if (fresh.parameters().equals(compiled.parameters())) {
      fresh.close();
      throw misfit;
    }
    compiled.close();
    compiled = fresh;
    parameters.setTypes(fresh.parameters());
  }

  @Override
  public void clearParameters() throws SQLException {
    execution.requireOpen();
    parameters.clear();
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    execution.requireOpen();
    return compiled.isQuery()
        ? new ResultColumns(compiled.columns(), execution.session().catalog())
        : null;
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    execution.requireOpen();
    return new ParameterTypes(compiled.parameters(), 0);
  }

  @Override
  public void addBatch() throws SQLException {
    execution.requireOpen();
    batch.add(parameters.values());
  }

  @Override
  public void clearBatch() throws SQLException {
    execution.requireOpen();
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Counts.narrow(executeLargeBatch());
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    execution.start();
    EwigStatement.requireUpdate(compiled);
    List<@Nullable Object[]> rows = List.copyOf(batch);
    batch.clear();
    if (rows.isEmpty()) {
      return new long[0];
    }
    Link link = execution.session().link();
    Stop stop = execution.newStop();
    return keys.isWanted() ? withKeys(link, rows, stop) : withoutKeys(link, rows, stop);
  }

  private long[] withoutKeys(Link link, List<@Nullable Object[]> rows, Stop stop)
      throws SQLException {
    boolean isOwnTransaction = !link.isInTransaction();
    try {
      return link.executeBatch(compiled, rows, execution.ask(Ask.Keys.NONE), stop);
    } catch (BatchUpdateException e) {
      throw Batch.told(e, isOwnTransaction, 0, rows.size());
    } finally {
      execution.batchDone(link.takeWarnings(), null);
    }
  }

  private long[] withKeys(Link link, List<@Nullable Object[]> rows, Stop stop) throws SQLException {
    var together = new Batch(link, true);
    List<Batch.Step> steps = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      steps.add(() -> (Answer.Count) link.execute(compiled, row, execution.ask(keys), stop));
    }
    ResultRows written = null;
    try {
      long[] counts = together.run(steps);
      written = together.keys();
      return counts;
    } finally {
      execution.batchDone(link.takeWarnings(), written);
    }
  }

  /** Its text, for logs. */
  @Override
  public String toString() {
    return compiled.sql();
  }
}
