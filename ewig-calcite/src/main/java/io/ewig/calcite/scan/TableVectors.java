package io.ewig.calcite.scan;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.RowBatches;
import io.ewig.engine.value.Type;
import java.util.List;

/**
 * Rows of a table along its primary key, as columns.
 *
 * <p>Stretches of time, single rows and ways through other indexes are left to {@link
 * TableScanOperator}.
 */
record TableVectors(Table table, int moment, Path path, Probes probes) implements VectorSource {

  /** More stretches of keys than that are read row by row: each would be a batch of few rows. */
  private static final int RANGES_MAX = 8;

  @Override
  public VectorKind kind(int column) {
    int own = table.columns().size();
    if (column >= own) {
      return HiddenColumn.of(column - own) == HiddenColumn.SYSTEM_FROM
          ? VectorKind.INSTANT
          : VectorKind.VALUE;
    }
    Type type = table.columns().get(column).type();
    if (RowBatches.isNumber(type)) {
      return VectorKind.NUMBER;
    }
    return RowBatches.isText(type) ? VectorKind.TEXT : VectorKind.VALUE;
  }

  @Override
  public boolean pays(Execution execution) {
    return execution.moment(moment).isPoint()
        && probes.ranges(path, execution).size() <= RANGES_MAX;
  }

  @Override
  public Batches open(Execution execution) {
    Moment at = execution.moment(moment);
    TableScanOperator.requireReading(table, execution.facts().rights(), at);
    List<KeyRange> ranges = probes.ranges(path, execution);
    return new TableBatchWalk(table, at, ranges.iterator());
  }
}
