package io.ewig.calcite.vector.sort;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.operator.row.SortColumn;
import io.ewig.calcite.operator.sort.TopN;
import io.ewig.calcite.vector.ReadySource;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.term.ColumnLongs;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.LongTerm;
import io.ewig.calcite.vector.term.Sieve;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of an order, found by vectors.
 *
 * @param sieves what rows have to pass
 * @param keys the first key, as a number or as coded values
 * @param outputs what rows are made of
 * @param byRow does the same row by row, where vectors do not pay or memory has no room
 */
public record VectorTopN(
    VectorSource source, List<Sieve> sieves, FirstKey keys, List<Output> outputs, TopN byRow)
    implements Operator {

  /** One of the two. */
  public record FirstKey(@Nullable LongTerm longs, @Nullable KeyTerm values) {}

  @Override
  public Rows open(Execution execution) {
    int wanted = byRow.wanted(execution);
    boolean pays = wanted > 0 && execution.usesVectors() && source.pays(execution);
    ReadySource ready = pays ? ReadySource.of(source, execution) : null;
    if (ready != null) {
      return new FirstRows(this, ready, wanted, execution);
    }
    execution.note(this, "row by row");
    return byRow.open(execution);
  }

  @Override
  public String describe() {
    return byRow.describe() + ", by vectors where they pay";
  }

  @Override
  public List<Operator> inputs() {
    return byRow.inputs();
  }

  SortColumn first() {
    return byRow.order().columns().get(0);
  }

  /** The column by which rows come as it is, if the order begins with it; or -1. */
  int rising() {
    return keys.longs() instanceof ColumnLongs column && source.isRising(column.column())
        ? column.column()
        : -1;
  }

  Bound bound(
      int wanted, List<Output.Reading> readings, boolean areTiesBehind, Execution execution) {
    List<SortColumn> all = byRow.order().columns();
    LaterKeys later = new LaterKeys(all.subList(1, all.size()), readings, areTiesBehind);
    LongTerm longs = keys.longs();
    KeyTerm values = keys.values();
    if (longs != null) {
      return new LongBound(longs.start(execution), first(), later, rising(), wanted);
    } else if (values != null) {
      return new ValueBound(values.start(execution), first(), later);
    }
    throw new IllegalStateException("an order by nothing");
  }
}
