package io.ewig.jdbc.statement;

import io.ewig.jdbc.editing.SqlWords;
import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Stop;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A statement that is given its text when it runs. */
public final class EwigStatement implements ExecutedStatement {

  private static final @Nullable Object[] NO_PARAMETERS = {};

  private final Execution execution;
  private final List<String> batch = new ArrayList<>();
  private @Nullable Compiled compiled;

  public EwigStatement(Session session, Settings settings) {
    this.execution = new Execution(session, this, settings, this::forget);
  }

  @Override
  public Execution execution() {
    return execution;
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    Stop stop = execution.begin();
    Compiled understood = understand(sql, stop);
    requireQuery(understood);
    execution.go(understood, NO_PARAMETERS, Ask.Keys.NONE, stop);
    return Objects.requireNonNull(execution.result());
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return run(sql, Ask.Keys.NONE);
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    return run(sql, Keys.of(keys));
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    return run(sql, Keys.of(columns));
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    return run(sql, Keys.of(columns));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return Counts.narrow(executeLargeUpdate(sql));
  }

  @Override
  public int executeUpdate(String sql, int keys) throws SQLException {
    return Counts.narrow(executeLargeUpdate(sql, keys));
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    return Counts.narrow(executeLargeUpdate(sql, columns));
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    return Counts.narrow(executeLargeUpdate(sql, columns));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return update(sql, Ask.Keys.NONE);
  }

  @Override
  public long executeLargeUpdate(String sql, int keys) throws SQLException {
    return update(sql, Keys.of(keys));
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    return update(sql, Keys.of(columns));
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    return update(sql, Keys.of(columns));
  }

  private boolean run(String sql, Ask.Keys keys) throws SQLException {
    Stop stop = execution.begin();
    return execution.go(understand(sql, stop), NO_PARAMETERS, keys, stop);
  }

  private long update(String sql, Ask.Keys keys) throws SQLException {
    Stop stop = execution.begin();
    Compiled understood = understand(sql, stop);
    requireUpdate(understood);
    execution.go(understood, NO_PARAMETERS, keys, stop);
    return execution.count();
  }

  static void requireQuery(Compiled understood) throws SQLException {
    if (!understood.isQuery()) {
      throw SqlState.NOT_A_QUERY.error("the statement gives no rows; use executeUpdate or execute");
    }
  }

  static void requireUpdate(Compiled understood) throws SQLException {
    if (understood.isQuery()) {
      throw SqlState.IS_A_QUERY.error("the statement gives rows; use executeQuery or execute");
    }
  }

  /** Ends what was before: its rows may need what they were compiled from. */
  private Compiled understand(String sql, Stop stop) throws SQLException {
    forget();
    Compiled understood = compile(sql, stop);
    compiled = understood;
    return understood;
  }

  private Compiled compile(String sql, Stop stop) throws SQLException {
    if (sql == null) {
      throw SqlState.INVALID_ARGUMENT.error("there is no statement: its text is null");
    }
    Compiled understood = execution.prepare(sql, stop);
    if (!understood.parameters().isEmpty()) {
      understood.close();
      throw SqlState.MISSING_PARAMETER.error(
          "the statement has parameters (?), which only a PreparedStatement can set");
    }
    return understood;
  }

  private void forget() {
    if (compiled != null) {
      compiled.close();
      compiled = null;
    }
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    execution.requireOpen();
    batch.add(Objects.requireNonNullElse(sql, ""));
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
    List<String> texts = List.copyOf(batch);
    batch.clear();
    Link link = execution.session().link();
    Stop stop = execution.newStop();
    List<Batch.Step> steps = new ArrayList<>();
    for (String sql : texts) {
      steps.add(new OfText(link, sql, stop));
    }
    try {
      return new Batch(link, false).run(steps);
    } finally {
      execution.batchDone(link.takeWarnings(), null);
    }
  }

  /** One of a batch. */
  private final class OfText implements Batch.Step {

    private final Link link;
    private final String sql;
    private final Stop stop;

    OfText(Link link, String sql, Stop stop) {
      this.link = link;
      this.sql = sql;
      this.stop = stop;
    }

    @Override
    public Answer.Count run() throws SQLException {
      try (Compiled understood = compile(sql, stop)) {
        requireUpdate(understood);
        return (Answer.Count)
            link.execute(understood, NO_PARAMETERS, execution.ask(Ask.Keys.NONE), stop);
      }
    }

    @Override
    public boolean isCommit() {
      String word = new SqlWords(sql).next();
      return "commit".equals(word) || "end".equals(word);
    }
  }
}
