package io.ewig.server.avatica;

import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.packed.Weight;
import io.ewig.server.session.ServerSession;
import io.ewig.server.session.SessionLimits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * A statement of an Avatica client: its text, once it has one, and the rows of its last execution.
 */
final class AvaticaStatement implements AutoCloseable {

  /** What a frame without a wish has; it is held as objects. */
  private static final int FRAME_ROWS_DEFAULT = 1_000;

  private final ServerSession session;
  private @Nullable Compiled compiled;
  private @Nullable ResultRows rows;
  private List<ValueType> types = List.of();
  private long offset;

  AvaticaStatement(ServerSession session) {
    this.session = session;
  }

  Compiled prepare(String sql) throws SQLException {
    close();
    Compiled understood = session.prepare(sql);
    compiled = understood;
    return understood;
  }

  Compiled prepared() throws SQLException {
    if (compiled == null) {
      throw new SQLException("the statement has no text yet", "HY010", 1010);
    }
    return compiled;
  }

  /** Its count, or -1 if there are rows to fetch. */
  long execute(@Nullable List<TypedValue> parameters, long rowsMax) throws SQLException {
    closeRows();
    Compiled understood = prepared();
    Answer answer =
        session
            .link()
            .execute(
                understood,
                SerialValues.parameters(parameters, understood.parameters(), session.connection()),
                new Ask(Math.max(rowsMax, 0), 0, 0, Ask.Keys.NONE),
                new Stop());
    if (answer instanceof Answer.Count count) {
      return count.count();
    }
    ResultRows opened = ((Answer.Rows) answer).rows();
    rows = opened;
    types = opened.columns().stream().map(ColumnInfo::type).toList();
    offset = 0;
    return -1;
  }

  List<ColumnInfo> columns() throws SQLException {
    return rows == null ? prepared().columns() : rows.columns();
  }

  long[] executeBatch(List<List<TypedValue>> rowsOfValues) throws SQLException {
    Compiled understood = prepared();
    List<@Nullable Object[]> parameters = new ArrayList<>();
    for (List<TypedValue> values : rowsOfValues) {
      parameters.add(
          SerialValues.parameters(values, understood.parameters(), session.connection()));
    }
    return session.link().executeBatch(understood, parameters, Ask.PLAIN, new Stop());
  }

  /** Whether the next row is the one of that number. */
  boolean isAt(long wanted) {
    return rows != null && wanted == offset;
  }

  /**
   * The next rows; after the last of them the result is closed.
   *
   * @param wanted how many at most; 0 or less for a frame's fill
   */
  Meta.Frame frame(int wanted) throws SQLException {
    SessionLimits limits = session.limits();
    int rowsMax = wanted <= 0 ? FRAME_ROWS_DEFAULT : Math.min(wanted, limits.frameRowsMax());
    long weightMax = limits.frameBytesMax();
    long from = offset;
    List<Object> frame = new ArrayList<>();
    ResultRows open = rows;
    for (long weight = 0; open != null && frame.size() < rowsMax && weight < weightMax; ) {
      if (!open.next()) {
        closeRows();
        return new Meta.Frame(from, true, frame);
      }
      @Nullable Object[] row = open.row();
      frame.add(SerialValues.row(row, types, session.connection()));
      weight += Weight.of(row);
      offset++;
    }
    return new Meta.Frame(from, open == null, frame);
  }

  private void closeRows() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }

  @Override
  public void close() {
    closeRows();
    if (compiled != null) {
      compiled.close();
      compiled = null;
    }
  }
}
