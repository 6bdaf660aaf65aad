package io.ewig.jdbc.statement;

import io.ewig.jdbc.editing.TableEditor;
import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.result.EwigResultSet;
import io.ewig.jdbc.result.LabelCache;
import io.ewig.jdbc.result.ListRows;
import io.ewig.jdbc.result.Reading;
import io.ewig.jdbc.result.RowEditor;
import io.ewig.jdbc.result.ScrollingResultSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The executions of a statement, one after another: the present result, its keys, its warnings. */
final class Execution {

  private static final long NO_COUNT = -1;

  private final Session session;
  private final Statement statement;
  private final Settings settings;
  private final Runnable onClose;
  private final LabelCache labels = new LabelCache();
  private final Consumer<EwigResultSet> onResultClosed = this::closed;
  private final List<EwigResultSet> kept = new ArrayList<>();
  private @Nullable EwigResultSet result;
  private @Nullable EwigResultSet keys;
  private @Nullable SQLWarning warnings;
  private long count = NO_COUNT;
  private volatile @Nullable Stop stop;
  private boolean isStarting;
  private volatile boolean isClosed;

  Execution(Session session, Statement statement, Settings settings, Runnable onClose) {
    this.session = session;
    this.statement = statement;
    this.settings = settings;
    this.onClose = onClose;
  }

  Session session() {
    return session;
  }

  Settings settings() throws SQLException {
    requireOpen();
    return settings;
  }

  /** Whether there are rows, rather than a count. */
  boolean run(Compiled compiled, @Nullable Object[] parameters, Ask.Keys wanted)
      throws SQLException {
    return go(compiled, parameters, wanted, begin());
  }

  /** Ends what was before; {@code cancel} stops what comes, also while it is being understood. */
  Stop begin() throws SQLException {
    start();
    return newStop();
  }

  /**
   * Understands a statement that is to be run at once.
   *
   * @param current of the {@link #begin} before
   */
  Compiled prepare(String sql, Stop current) throws SQLException {
    return session.link().prepare(sql, settings.timeoutMillis(), current);
  }

  /**
   * Whether there are rows, rather than a count.
   *
   * @param current of the {@link #begin} before
   */
  boolean go(Compiled compiled, @Nullable Object[] parameters, Ask.Keys wanted, Stop current)
      throws SQLException {
    if (current.isCalled()) {
      stop = null;
      throw SqlState.CANCELLED.error("the statement was cancelled before it ran");
    }
    Link link = session.link();
    Answer answer = link.execute(compiled, parameters, ask(wanted), current);
    warnings = link.takeWarnings();
    if (answer instanceof Answer.Rows rows) {
      RowEditor editor =
          settings.kind().isUpdatable()
              ? new TableEditor(session.connection(), compiled.sql(), rows.rows().columns())
              : null;
      result = open(rows.rows(), settings.kind().type(), editor);
      return true;
    }
    finish((Answer.Count) answer);
    return false;
  }

  private void finish(Answer.Count answer) {
    stop = null;
    count = answer.count();
    ResultRows written = answer.keys();
    keys = written == null ? null : open(written, ResultSet.TYPE_FORWARD_ONLY, null);
  }

  /** Ends what was before. */
  void start() throws SQLException {
    requireOpen();
    isStarting = true;
    try {
      closeResults();
    } finally {
      isStarting = false;
    }
    warnings = null;
  }

  Stop newStop() {
    var fresh = new Stop();
    stop = fresh;
    return fresh;
  }

  void batchDone(@Nullable SQLWarning said, @Nullable ResultRows written) {
    stop = null;
    warnings = said;
    keys = written == null ? null : open(written, ResultSet.TYPE_FORWARD_ONLY, null);
  }

  Ask ask(Ask.Keys wanted) {
    return settings.rowsMax() == 0
            && settings.fetchSize() == 0
            && settings.timeoutMillis() == 0
            && !wanted.isWanted()
        ? Ask.PLAIN
        : new Ask(settings.rowsMax(), settings.fetchSize(), settings.timeoutMillis(), wanted);
  }

  private EwigResultSet open(ResultRows rows, int type, @Nullable RowEditor editor) {
    var reading =
        new Reading(
            statement,
            session,
            session.catalog(),
            settings.rowsMax(),
            settings.fieldSizeMax(),
            settings.fetchSize(),
            settings.holdability(),
            labels,
            onResultClosed,
            editor);
    EwigResultSet opened =
        type == ResultSet.TYPE_FORWARD_ONLY
            ? new EwigResultSet(rows, reading)
            : new ScrollingResultSet(rows, reading);
    session.opened(opened, rows);
    return opened;
  }

  private void closed(EwigResultSet over) {
    session.closed(over);
    kept.remove(over);
    if (over == result) {
      stop = null;
    }
    if (settings.isClosedOnCompletion() && !isStarting && kept.isEmpty() && over != keys) {
      closeQuietly();
    }
  }

  private void closeQuietly() {
    if (!isClosed) {
      isClosed = true;
      onClose.run();
    }
  }

  @Nullable EwigResultSet result() throws SQLException {
    requireOpen();
    return result;
  }

  long count() throws SQLException {
    requireOpen();
    return count;
  }

  EwigResultSet keys() throws SQLException {
    requireOpen();
    EwigResultSet present = keys;
    if (present == null) {
      present = open(new ListRows(List.of(), List.of()), ResultSet.TYPE_FORWARD_ONLY, null);
      keys = present;
    }
    return present;
  }

  /** There is one result an execution, so there never are more. */
  boolean moreResults(int todo) throws SQLException {
    requireOpen();
    EwigResultSet present = result;
    switch (todo) {
      case Statement.CLOSE_CURRENT_RESULT -> close(present);
      case Statement.KEEP_CURRENT_RESULT -> keep(present);
      case Statement.CLOSE_ALL_RESULTS -> closeResults();
      default ->
          throw SqlState.INVALID_ARGUMENT.error(
              todo + " does not say what to do with the current result");
    }
    result = null;
    count = NO_COUNT;
    return false;
  }

  private void keep(@Nullable EwigResultSet present) {
    if (present != null && !present.isClosed()) {
      kept.add(present);
    }
  }

  private static void close(@Nullable EwigResultSet present) throws SQLException {
    if (present != null) {
      present.close();
    }
  }

  private void closeResults() throws SQLException {
    if (!kept.isEmpty()) {
      for (EwigResultSet old : List.copyOf(kept)) {
        old.close();
      }
    }
    close(result);
    close(keys);
    result = null;
    keys = null;
    count = NO_COUNT;
    stop = null;
  }

  @Nullable SQLWarning warnings() throws SQLException {
    requireOpen();
    return warnings;
  }

  void setWarnings(@Nullable SQLWarning said) throws SQLException {
    requireOpen();
    warnings = said;
  }

  /** Any thread; nothing happens if nothing runs. */
  void cancel() throws SQLException {
    requireOpen();
    Stop present = stop;
    if (present != null) {
      present.call();
    }
  }

  void close() throws SQLException {
    if (!isClosed) {
      isClosed = true;
      closeResults();
      onClose.run();
    }
  }

  boolean isClosed() {
    return isClosed || session.isClosed();
  }

  void requireOpen() throws SQLException {
    if (session.isClosed()) {
      throw SqlState.CLOSED.error("the connection is closed, and its statements with it");
    }
    if (isClosed) {
      throw SqlState.OBJECT_CLOSED.error("the statement is closed; make another one");
    }
  }
}
