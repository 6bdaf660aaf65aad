package io.ewig.jdbc.fake;

import io.ewig.jdbc.error.Failures;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Mark;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session with a database that knows a handful of texts, see {@link FakeText}. */
public final class FakeLink implements Link {

  /** What was done, in order; tests look at it. */
  public final List<String> journal = new ArrayList<>();

  /** What was written and not rolled back. */
  public final List<Object> written = new ArrayList<>();

  public boolean isBroken;
  public int rowsOpen;
  public @Nullable SQLWarning warning;
  public @Nullable Ask lastAsk;

  /** Happens while a statement is being understood. */
  public @Nullable Meanwhile whilePreparing;

  /** What another thread does meanwhile. */
  public interface Meanwhile {
    void run() throws SQLException;
  }

  private final Target target;
  private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
  private boolean isAutoCommit = true;
  private int committed;

  FakeLink(Target target) {
    this.target = target;
    settings.put(Setting.BRANCH, target.value(Property.BRANCH).orElseThrow());
    settings.put(Setting.SCHEMA, target.value(Property.SCHEMA).orElseThrow());
    settings.put(Setting.READ_ONLY, target.value(Property.READ_ONLY).orElseThrow());
    settings.put(Setting.TIME_ZONE, target.value(Property.TIME_ZONE).orElseThrow());
  }

  @Override
  public Compiled prepare(String sql) throws SQLException {
    journal.add("prepare " + sql);
    if (whilePreparing != null) {
      whilePreparing.run();
    }
    return FakeText.parse(sql);
  }

  @Override
  public Answer execute(Compiled statement, @Nullable Object[] parameters, Ask ask, Stop stop)
      throws SQLException {
    journal.add("execute " + statement.sql());
    lastAsk = ask;
    FakeText text = (FakeText) statement;
    if (!text.isQuery() && "true".equals(settings.get(Setting.READ_ONLY))) {
      throw Failures.of("25006", 1006, "the session is read-only", null);
    }
    Answer answer = text.run(this, parameters, ask, stop);
    if (!text.isQuery() && isAutoCommit) {
      committed = written.size();
    }
    return answer instanceof Answer.Rows rows ? new Answer.Rows(counted(rows.rows())) : answer;
  }

  private ResultRows counted(ResultRows rows) {
    rowsOpen++;
    return new ResultRows() {
      private boolean isClosed;

      @Override
      public List<io.ewig.jdbc.link.ColumnInfo> columns() {
        return rows.columns();
      }

      @Override
      public boolean next() throws SQLException {
        return rows.next();
      }

      @Override
      public @Nullable Object[] row() {
        return rows.row();
      }

      @Override
      public void close() {
        if (!isClosed) {
          isClosed = true;
          rowsOpen--;
        }
      }
    };
  }

  @Override
  public long[] executeBatch(Compiled statement, List<@Nullable Object[]> rows, Ask ask, Stop stop)
      throws SQLException {
    journal.add("batch of " + rows.size());
    long[] counts = new long[rows.size()];
    int before = written.size();
    for (int i = 0; i < counts.length; i++) {
      try {
        Answer answer = ((FakeText) statement).run(this, rows.get(i), ask, stop);
        counts[i] = ((Answer.Count) answer).count();
      } catch (SQLException e) {
        if (isAutoCommit) {
          cut(before);
        }
        throw new BatchUpdateException(
            e.getMessage(),
            e.getSQLState(),
            e.getErrorCode(),
            java.util.Arrays.copyOf(counts, i),
            e);
      }
    }
    if (isAutoCommit) {
      committed = written.size();
    }
    return counts;
  }

  private void cut(int size) {
    written.subList(size, written.size()).clear();
  }

  @Override
  public void setAutoCommit(boolean on) {
    journal.add("autocommit " + on);
    isAutoCommit = on;
    committed = written.size();
  }

  @Override
  public boolean isAutoCommit() {
    return isAutoCommit;
  }

  @Override
  public void commit() {
    journal.add("commit");
    committed = written.size();
  }

  @Override
  public void rollback() {
    journal.add("rollback");
    cut(committed);
  }

  private record FakeMark(String name, int size) implements Mark {}

  @Override
  public Mark mark(String name) {
    journal.add("mark " + name);
    return new FakeMark(name, written.size());
  }

  @Override
  public void rollbackTo(Mark mark) {
    journal.add("rollback to " + mark.name());
    cut(((FakeMark) mark).size());
  }

  @Override
  public void release(Mark mark) {
    journal.add("release " + mark.name());
  }

  @Override
  public @Nullable String get(Setting setting) {
    return settings.get(setting);
  }

  @Override
  public void set(Setting setting, @Nullable String value) {
    journal.add("set " + setting + " " + value);
    settings.put(setting, value);
  }

  @Override
  public String catalog() {
    return "fake";
  }

  @Override
  public String url() {
    return target.url();
  }

  @Override
  public String user() {
    return target.value(Property.USER).orElse("ewig");
  }

  @Override
  public @Nullable SQLWarning takeWarnings() {
    SQLWarning said = warning;
    warning = null;
    return said;
  }

  @Override
  public void setNetworkTimeout(int timeoutMillis) {
    journal.add("network timeout " + timeoutMillis);
  }

  @Override
  public boolean isAlive(int timeoutSeconds) {
    return !isBroken;
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
  }

  @Override
  public void close() {
    journal.add("close");
  }
}
