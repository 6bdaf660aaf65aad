package io.ewig.calcite.system.history;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Sought;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.engine.Ewig;
import java.util.function.Function;

/** Says how {@code ewig.events} is read by columns. */
record EventsByColumns(Ewig engine) implements Listing.Vectors<RecordedEvent> {

  @Override
  public VectorSource of(
      Listing<RecordedEvent> listing, Request request, Function<Execution, Sought> narrowing) {
    return EventVectors.of(engine, listing, request, narrowing);
  }

  @Override
  public boolean isOfNames(String column) {
    return EventColumn.of(column).names() != null;
  }
}
