package io.ewig.calcite.scan;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.scan.TimeRange;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.RowCursor;
import java.time.Instant;
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
  private final Projection projection;
  private final String text;

  /**
   * @param text which conditions the path serves, for EXPLAIN
   */
  TableScanOperator(
      Table table, int moment, Path path, Probes probes, RowShape shape, String text) {
    this.table = table;
    this.moment = moment;
    this.path = path;
    this.probes = probes;
    this.shape = shape;
    this.projection = shape.projection();
    this.text = text;
  }

  @Override
  public Rows open(Execution execution) {
    Moment at = execution.moment(moment);
    requireReading(table, execution.facts().rights(), at);
    Object[] key = probes.single(execution);
    if (key != null && path.isUnique() && path.isPrimary() && at.isPoint()) {
      RowCursor found = at.view().find(table, key);
      return new OneRow(found == null ? null : shape.of(found, at));
    }
    return new Scan(at, ranges(at, execution).iterator(), execution);
  }

  /** Stretches of time are walked by the primary key, and once, whatever the path looks up. */
  private List<KeyRange> ranges(Moment at, Execution execution) {
    List<KeyRange> ranges = probes.ranges(path, execution);
    boolean isOfOtherKeys = !path.isPrimary() && !at.isPoint();
    return isOfOtherKeys && !ranges.isEmpty() ? List.of(KeyRange.ALL) : ranges;
  }

  static void requireReading(Table table, Rights rights, Moment at) {
    if (!rights.isUnlimited()) {
      Subject subject = new Subject.OfTable(table.schema(), table.name());
      rights.require(Demand.reading(subject, at.branch(), at.age()));
    }
  }

  @Override
  public String describe() {
    String what = path.isUnique() ? "key lookup" : path.isWholeTable() ? "scan" : "index range";
    String how = path.isWholeTable() ? "" : " by " + path.index().name() + text;
    return what + " " + table + how + (moment == 0 ? "" : ", moment " + moment);
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

  /** The rows of one range after the other. */
  private final class Scan implements Rows {
    private final Moment at;
    private final Iterator<KeyRange> ranges;
    private final Execution execution;
    private @Nullable RowCursor cursor;

    Scan(Moment at, Iterator<KeyRange> ranges, Execution execution) {
      this.at = at;
      this.ranges = ranges;
      this.execution = execution;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      while (true) {
        execution.tick();
        if (cursor != null && cursor.next()) {
          return shape.of(cursor, at);
        }
        if (!ranges.hasNext()) {
          return null;
        }
        cursor = open(ranges.next());
      }
    }

    private RowCursor open(KeyRange range) {
      if (at.system() != null) {
        return at.view().rectangles(table, range, at.system(), validRange(), projection);
      } else if (at.valid() != null) {
        return at.view().pieces(table, range, at.valid(), projection);
      }
      return at.view().scan(table, path.index(), range, false, projection);
    }

    private TimeRange validRange() {
      Instant validAt = at.view().validAt();
      return at.valid() != null ? at.valid() : TimeRange.at(validAt);
    }

    @Override
    public void close() {
      cursor = null;
    }
  }
}
