package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.packed.WireOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies.
 *
 * <pre>
 * reply:    1 state, 2 warning (failure, repeated), 3 the response, by the envelope's name:
 * state:    1 isAutoCommit, 2 setting (repeated: 1 name, 2 value), 3 isInTransaction
 * Opened:   1 session, 2 catalog, 3 version, 4 user (texts)
 * Prepared: 1 statement, 2 isQuery, 3 column (repeated), 4 parameter (type, repeated)
 * Rows:     1 how many, 2 packed rows, 3 result, 4 failure, 5 hasColumns, 6 column (repeated)
 * Count:    1 count, 2 keys (Rows)
 * Counts:   1 packed numbers
 * Done:     1 number
 * Failed:   1 failure, 2 isSessionLost, 3 isBatch, 4 packed numbers
 * failure:  1 SQLSTATE, 2 number, 3 text
 * </pre>
 */
public final class ReplyWriter {

  private ReplyWriter() {}

  public static byte[] write(Reply reply) {
    WireOutput out = new WireOutput();
    if (reply.state() != null) {
      out.field(1, state(reply.state()));
    }
    for (Failure warning : reply.warnings()) {
      out.field(2, failure(warning));
    }
    out.field(3, body(reply.response()));
    return Envelope.write(Envelope.PREFIX + reply.response().getClass().getSimpleName(), out);
  }

  private static WireOutput state(SessionState state) {
    WireOutput out = new WireOutput();
    out.field(1, state.isAutoCommit());
    for (var entry : state.settings().entrySet()) {
      out.field(2, new Pair(entry.getKey().name(), entry.getValue()).write());
    }
    out.field(3, state.isInTransaction());
    return out;
  }

  private static WireOutput failure(Failure failure) {
    WireOutput out = new WireOutput();
    out.field(1, failure.state());
    out.field(2, failure.number());
    out.field(3, failure.text());
    return out;
  }

  private static WireOutput body(Response response) {
    if (response instanceof Response.Rows rows) {
      return rows(rows);
    }
    WireOutput out = new WireOutput();
    if (response instanceof Response.Count count) {
      out.field(1, count.count());
      if (count.keys() != null) {
        out.field(2, rows(count.keys()));
      }
    } else if (response instanceof Response.Prepared prepared) {
      prepared(prepared, out);
    } else if (response instanceof Response.Counts counts) {
      out.field(1, numbers(counts.counts()));
    } else if (response instanceof Response.Done done) {
      out.field(1, done.number());
    } else if (response instanceof Response.Failed failed) {
      failed(failed, out);
    } else if (response instanceof Response.Opened opened) {
      out.field(1, opened.session());
      out.field(2, opened.catalog());
      out.field(3, opened.version());
      out.field(4, opened.user());
    }
    return out;
  }

  private static void prepared(Response.Prepared prepared, WireOutput out) {
    out.field(1, prepared.statement());
    out.field(2, prepared.isQuery());
    for (ColumnInfo column : prepared.columns()) {
      out.field(3, Shapes.column(column));
    }
    for (ValueType parameter : prepared.parameters()) {
      out.field(4, Shapes.type(parameter));
    }
  }

  private static WireOutput rows(Response.Rows rows) {
    WireOutput out = new WireOutput();
    out.field(1, rows.count());
    out.field(2, rows.packed());
    out.field(3, rows.result());
    if (rows.failure() != null) {
      out.field(4, failure(rows.failure()));
    }
    @Nullable List<ColumnInfo> columns = rows.columns();
    if (columns != null) {
      out.field(5, true);
      for (ColumnInfo column : columns) {
        out.field(6, Shapes.column(column));
      }
    }
    return out;
  }

  private static void failed(Response.Failed failed, WireOutput out) {
    out.field(1, failure(failed.failure()));
    out.field(2, failed.isSessionLost());
    if (failed.counts() != null) {
      out.field(3, true);
      out.field(4, numbers(failed.counts()));
    }
  }

  private static WireOutput numbers(long[] numbers) {
    WireOutput out = new WireOutput();
    for (long number : numbers) {
      out.number(number);
    }
    return out;
  }
}
