package io.ewig.server.word;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.packed.ValueWriter;
import io.ewig.jdbc.packed.WireOutput;
import io.ewig.jdbc.wire.Response;
import io.ewig.server.session.ServerSession;
import io.ewig.server.session.SessionLimits;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows on their way to a client, a frame at a time. */
final class Result implements AutoCloseable {

  /** Looking at the clock costs about as much as a row. */
  private static final int ROWS_BETWEEN_LOOKS = 64;

  private final ServerSession session;
  private final ResultRows rows;
  private final long execution;
  private final Refusal refusal;
  private long number;

  /**
   * @param execution that the rows come of; it goes on until they are closed
   */
  Result(ServerSession session, ResultRows rows, long execution, Refusal refusal) {
    this.session = session;
    this.rows = rows;
    this.execution = execution;
    this.refusal = refusal;
  }

  List<ColumnInfo> columns() {
    return rows.columns();
  }

  /**
   * The next rows; a result without more is closed.
   *
   * @param wanted how many at most; 0 for as many as a frame takes
   */
  Response.Rows frame(int wanted, @Nullable List<ColumnInfo> columns) throws SQLException {
    SessionLimits limits = session.limits();
    int rowsMax = wanted == 0 ? limits.frameRowsMax() : Math.min(wanted, limits.frameRowsMax());
    long end = session.nanos() + limits.frameTime().toNanos();
    WireOutput packed = new WireOutput();
    int count = 0;
    try {
      while (count < rowsMax && packed.size() < limits.frameBytesMax()) {
        @Nullable Object[] row = rows.next();
        if (row == null) {
          close();
          return new Response.Rows(columns, count, packed.toBytes(), 0, null);
        }
        ValueWriter.row(row, packed);
        count++;
        if (count % ROWS_BETWEEN_LOOKS == 0 && session.nanos() > end) {
          break;
        }
      }
    } catch (SQLException e) {
      close();
      return new Response.Rows(columns, count, packed.toBytes(), 0, refusal.of(e));
    }
    return new Response.Rows(columns, count, packed.toBytes(), held(), null);
  }

  private long held() throws SQLException {
    if (number == 0) {
      try {
        number = session.hold(this);
      } catch (SQLException e) {
        close();
        throw e;
      }
    }
    return number;
  }

  @Override
  public void close() {
    session.end(execution);
    rows.close();
    if (number != 0) {
      long held = number;
      number = 0;
      session.drop(held);
    }
  }
}
