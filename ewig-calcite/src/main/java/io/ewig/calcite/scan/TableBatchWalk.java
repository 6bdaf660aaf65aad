package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.type.Documents;
import io.ewig.calcite.vector.Batch;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.Selection;
import io.ewig.engine.column.PathVector;
import io.ewig.engine.column.TextVector;
import io.ewig.engine.column.Zone;
import io.ewig.engine.json.JsonPointer;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.RowBatches;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The batches of one reading of a table, one range of keys after the other; one thread. */
final class TableBatchWalk implements Batches {

  private static final boolean[] NONE = {};
  private static final Zone ANYTHING = new Zone(Long.MIN_VALUE, Long.MAX_VALUE);

  private final Table table;
  private final Moment at;
  private final Iterator<KeyRange> ranges;
  private @Nullable RowBatches batches;

  TableBatchWalk(Table table, Moment at, Iterator<KeyRange> ranges) {
    this.table = table;
    this.at = at;
    this.ranges = ranges;
  }

  @Override
  public @Nullable Batch next() {
    RowBatches now = batches;
    while (now == null || !now.next()) {
      if (!ranges.hasNext()) {
        return null;
      }
      now = at.view().batches(table, ranges.next());
      batches = now;
    }
    return new TableRows(now);
  }

  @Override
  public void close() {
    batches = null;
  }

  private final class TableRows implements Batch {

    private final RowBatches rows;
    private final int own = table.columns().size();

    TableRows(RowBatches rows) {
      this.rows = rows;
    }

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public void select(Selection into) {
      into.all(rows.size());
    }

    @Override
    public long[] longs(int column) {
      return column < own ? rows.numbers(column) : rows.systemNanos();
    }

    @Override
    public boolean[] nulls(int column) {
      return column < own ? rows.nulls(column) : NONE;
    }

    @Override
    public Zone zone(int column) {
      return ANYTHING;
    }

    @Override
    public TextVector texts(int column) {
      return rows.texts(column);
    }

    @Override
    public int[] codes(int column) {
      throw noSuch(column, "names");
    }

    @Override
    public Names names(int column) {
      throw noSuch(column, "names");
    }

    @Override
    public PathVector path(int column, JsonPointer pointer) {
      throw noSuch(column, "documents");
    }

    private IllegalStateException noSuch(int column, String what) {
      return new IllegalStateException("column " + column + " of " + table + " has no " + what);
    }

    @Override
    public @Nullable Object value(int column, int row) {
      if (column >= own) {
        return HiddenColumn.of(column - own).value(rows, row, at);
      }
      return Documents.toSql(rows.value(column, row));
    }
  }
}
