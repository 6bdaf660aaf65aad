package io.ewig.jdbc.remote;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.packed.ValueReader;
import io.ewig.jdbc.packed.WireInput;
import io.ewig.jdbc.wire.Failure;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that come a frame at a time. */
final class RemoteRows implements ResultRows {

  private static final Failure BROKEN_OFF =
      Failure.of(
          SqlState.INVALID_CURSOR.error(
              "a row could not be read, and those behind it are lost with it; ask again"));

  private final RemoteSession session;
  private final Purpose purpose;
  private final List<ColumnInfo> columns;
  private final int fetchSize;
  private final int term;
  private WireInput packed;
  private int left;
  private long result;
  private @Nullable Failure failure;
  private @Nullable Object @Nullable [] row;
  private volatile boolean isStopped;

  /**
   * @param execution that gives them and can be cancelled; 0 if it is over
   * @param fetchSize rows at a time; 0 for what the server finds good
   */
  RemoteRows(
      RemoteSession session,
      long execution,
      List<ColumnInfo> columns,
      Response.Rows first,
      int fetchSize) {
    this.session = session;
    this.purpose = new Purpose(execution, Purpose.Effect.NONE);
    this.columns = columns;
    this.fetchSize = fetchSize;
    this.term = session.term();
    this.packed = first.packed().input();
    this.left = first.count();
    this.result = first.result();
    this.failure = first.failure();
  }

  /** Any thread: what came already and goes on does not count any more. */
  void stop() {
    isStopped = true;
  }

  @Override
  public List<ColumnInfo> columns() {
    return columns;
  }

  @Override
  public boolean next() throws SQLException {
    row = null;
    if (isStopped && result != 0) {
      left = 0; // the server says what becomes of it
    }
    while (left == 0) {
      if (failure != null) {
        throw failure.asException();
      }
      if (result == 0) {
        return false;
      }
      fetch();
    }
    left--;
    row = read();
    return true;
  }

  private @Nullable Object[] read() throws SQLException {
    boolean isWhole = false;
    try {
      @Nullable Object[] values = ValueReader.row(packed, columns.size());
      isWhole = true;
      return values;
    } catch (MalformedException e) {
      throw RemoteSession.malformed(e);
    } finally {
      if (!isWhole) {
        breakOff();
      }
    }
  }

  /** Where the next row begins is not known, or one would be left out. */
  private void breakOff() {
    close();
    failure = BROKEN_OFF;
  }

  @Override
  public @Nullable Object[] row() {
    return Objects.requireNonNull(row, "stands on no row");
  }

  private void fetch() throws SQLException {
    Response answer;
    try {
      answer = session.ask(purpose, this::request);
    } catch (RuntimeException | Error e) { // there was no memory for the answer, say
      breakOff();
      throw e;
    }
    if (!(answer instanceof Response.Rows more)) {
      throw RemoteSession.malformed("it gave something else than rows");
    }
    packed = more.packed().input();
    left = more.count();
    result = more.result();
    failure = more.failure();
  }

  private Request request() throws SQLException {
    if (term != session.term()) {
      throw SqlState.CONNECTION_LOST.error("the rest of the rows was lost with the connection");
    }
    return new Request.Fetch(result, fetchSize);
  }

  @Override
  public void close() {
    session.drop(term, result);
    result = 0;
    left = 0;
    failure = null;
  }
}
