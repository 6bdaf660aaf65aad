package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.value.Row;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows of a table along a path. */
final class TableScanOperator implements Operator {

  private final Table table;
  private final int moment;
  private final Path path;
  private final Probes probes;
  private final RowShape shape;

  TableScanOperator(Table table, int moment, Path path, Probes probes, RowShape shape) {
    this.table = table;
    this.moment = moment;
    this.path = path;
    this.probes = probes;
    this.shape = shape;
  }

  @Override
  public Rows open(Execution execution) {
    Moment at = execution.moment(moment);
    Object[] key = probes.single(execution);
    if (key != null && path.isUnique() && path.isPrimary() && shape.isPlain()) {
      Row row = at.view().get(table, key);
      return new OneRow(row == null ? null : shape.of(row));
    }
    List<Object[]> keys = key == null ? probes.all(execution) : List.<Object[]>of(key);
    return new Scan(at, keys.iterator(), execution);
  }

  @Override
  public String describe() {
    String how = path.isUnique() ? "key lookup" : path.isWholeTable() ? "scan" : "index range";
    return how + " " + table + " by " + path.index().name() + " " + path.equal().size();
  }

  @Override
  public List<Operator> inputs() {
    return List.of();
  }

  /** One row, or none. */
  private static final class OneRow implements Rows {
    private @Nullable Object @Nullable [] row;

    OneRow(@Nullable Object @Nullable [] row) {
      this.row = row;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      @Nullable Object[] next = row;
      row = null;
      return next;
    }

    @Override
    public void close() {
      row = null;
    }
  }

  /** The rows of one probe after the other. */
  private final class Scan implements Rows {
    private final Moment at;
    private final Iterator<Object[]> keys;
    private final Execution execution;
    private @Nullable RowCursor cursor;

    Scan(Moment at, Iterator<Object[]> keys, Execution execution) {
      this.at = at;
      this.keys = keys;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      while (true) {
        execution.tick();
        if (cursor != null && cursor.next()) {
          return shape.of(cursor, at);
        }
        if (!keys.hasNext()) {
          return null;
        }
        cursor = at.view().lookup(table, path.index(), Arrays.asList(keys.next()));
      }
    }

    @Override
    public void close() {
      cursor = null;
    }
  }
}
