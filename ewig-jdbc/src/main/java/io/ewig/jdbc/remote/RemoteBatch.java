package io.ewig.jdbc.remote;

import io.ewig.jdbc.link.Link;
import io.ewig.jdbc.link.Together;
import io.ewig.jdbc.packed.Weight;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch that may take more than one request, but not more than one transaction. */
final class RemoteBatch {

  private static final int ROWS_MAX = 10_000;

  /** About as many bytes; a server takes several times as much. */
  private static final long WEIGHT_MAX = 4L * 1024 * 1024;

  /** Runs some of the rows. */
  interface Part {
    long[] run(List<@Nullable Object[]> rows) throws SQLException;
  }

  private final Link link;
  private final List<@Nullable Object[]> rows;

  RemoteBatch(Link link, List<@Nullable Object[]> rows) {
    this.link = link;
    this.rows = rows;
  }

  long[] run(Part part) throws SQLException {
    int end = end(0);
    if (end == rows.size()) {
      return part.run(rows);
    }
    return Together.untilNobodyIsFaster(link, () -> parts(part));
  }

  private long[] parts(Part part) throws SQLException {
    long[] counts = new long[rows.size()];
    for (int from = 0; from < counts.length; ) {
      int end = end(from);
      try {
        long[] some = part.run(rows.subList(from, end));
        System.arraycopy(some, 0, counts, from, Math.min(some.length, end - from));
      } catch (BatchUpdateException e) {
        long[] done = e.getLargeUpdateCounts();
        System.arraycopy(done, 0, counts, from, done.length);
        throw new BatchUpdateException(
            e.getMessage(),
            e.getSQLState(),
            e.getErrorCode(),
            Arrays.copyOf(counts, from + done.length),
            e.getCause());
      }
      from = end;
    }
    return counts;
  }

  /** Where a request that begins there should end. */
  private int end(int from) {
    long weight = 0;
    int end = from;
    while (end < rows.size() && end - from < ROWS_MAX && weight < WEIGHT_MAX) {
      weight += Weight.of(rows.get(end));
      end++;
    }
    return end;
  }
}
