package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.packed.ValueWriter;
import io.ewig.jdbc.packed.WireOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls.
 *
 * <pre>
 * call:      1 session (text), 2 dropped (number, repeated), 3 the request, by the envelope's name:
 * Open:      1 version, 2 database, 3 property (repeated: 1 key, 2 value)
 * Prepare:   1 sql (packed text)
 * Execute:   1 statement, 2 width (number), 3 parameters (packed row), 4 ask, 5 execution
 * Batch:     1 statement, 2 width, 3 parameters (packed rows), 4 ask, 5 execution, 6 how many rows
 * ask:       1 rowsMax, 2 fetchSize, 3 timeoutMillis, 4 isKeysWanted, 5 column (repeated), 6 position (repeated),
 *            7 once
 * Fetch:     1 result, 2 rows
 * AutoCommit: 1 on          SetMark: 1 name      ReturnTo, Release: 1 mark
 * Change:    1 setting, 2 value                  Reserved: 1 word      Cancel: 1 execution
 * End, Commit, Rollback, Ping: nothing
 * </pre>
 */
public final class CallWriter {

  private CallWriter() {}

  public static byte[] write(Call call) {
    WireOutput out = new WireOutput();
    out.field(1, call.session());
    for (long dropped : call.dropped()) {
      out.item(2, dropped);
    }
    out.field(3, body(call.request()));
    return Envelope.write(Envelope.PREFIX + call.request().getClass().getSimpleName(), out);
  }

  private static WireOutput body(Request request) {
    WireOutput out = new WireOutput();
    if (request instanceof Request.Execute execute) {
      execution(execute.statement(), List.<@Nullable Object[]>of(execute.parameters()), out);
      out.field(4, ask(execute.ask()));
      out.field(5, execute.execution());
    } else if (request instanceof Request.Fetch fetch) {
      out.field(1, fetch.result());
      out.field(2, fetch.rows());
    } else if (request instanceof Request.Prepare prepare) {
      WireOutput sql = new WireOutput();
      ValueWriter.value(prepare.sql(), sql);
      out.field(1, sql);
    } else if (request instanceof Request.Batch batch) {
      execution(batch.statement(), batch.rows(), out);
      out.field(4, ask(batch.ask()));
      out.field(5, batch.execution());
      out.field(6, batch.rows().size());
    } else if (request instanceof Request.Open open) {
      open(open, out);
    } else {
      small(request, out);
    }
    return out;
  }

  private static void execution(long statement, List<@Nullable Object[]> rows, WireOutput out) {
    out.field(1, statement);
    out.field(2, rows.isEmpty() ? 0 : rows.get(0).length);
    WireOutput packed = new WireOutput();
    for (@Nullable Object[] row : rows) {
      ValueWriter.row(row, packed);
    }
    out.field(3, packed);
  }

  private static WireOutput ask(Ask ask) {
    WireOutput out = new WireOutput();
    out.field(1, ask.rowsMax());
    out.field(2, ask.fetchSize());
    out.field(3, ask.timeoutMillis());
    out.field(4, ask.keys().isWanted());
    for (String column : ask.keys().columns()) {
      out.field(5, column);
    }
    for (int position : ask.keys().positions()) {
      out.item(6, position);
    }
    if (!ask.once().isEmpty()) {
      out.field(7, ask.once());
    }
    return out;
  }

  private static void open(Request.Open open, WireOutput out) {
    out.field(1, open.version());
    out.field(2, open.database());
    for (var entry : open.properties().entrySet()) {
      out.field(3, new Pair(entry.getKey(), entry.getValue()).write());
    }
  }

  private static void small(Request request, WireOutput out) {
    if (request instanceof Request.AutoCommit autoCommit) {
      out.field(1, autoCommit.on());
    } else if (request instanceof Request.SetMark mark) {
      out.field(1, mark.name());
    } else if (request instanceof Request.ReturnTo mark) {
      out.field(1, mark.mark());
    } else if (request instanceof Request.Release mark) {
      out.field(1, mark.mark());
    } else if (request instanceof Request.Change change) {
      out.field(1, change.setting().name());
      out.field(2, change.value());
    } else if (request instanceof Request.Reserved reserved) {
      out.field(1, reserved.word());
    } else if (request instanceof Request.Cancel cancel) {
      out.field(1, cancel.execution());
    }
  }
}
