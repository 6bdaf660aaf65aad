package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.calcite.vector.term.KeyTerm;
import io.ewig.calcite.vector.term.Sieve;
import java.util.List;

/**
 * A row for each group, found by vectors.
 *
 * @param sieves what rows have to pass
 * @param byRow does the same row by row, where vectors do not pay or memory has no room
 */
public record VectorAggregate(
    VectorSource source,
    List<Sieve> sieves,
    List<KeyTerm> keys,
    List<VectorAggregation> calls,
    Operator byRow)
    implements Operator {

  @Override
  public Rows open(Execution execution) {
    if (execution.usesVectors() && source.pays(execution)) {
      return new GroupedVectors(this, execution);
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
}
