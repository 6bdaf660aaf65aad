package io.ewig.calcite.vector;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.row.Reservation;
import org.jspecify.annotations.Nullable;

/** A source from which batches are read, and the memory that it takes until then; one thread. */
public record ReadySource(VectorSource source, Reservation memory) implements AutoCloseable {

  /** The source when it is ready; null if memory has no room, and rows are to be read. */
  public static @Nullable ReadySource of(VectorSource source, Execution execution) {
    Reservation memory = new Reservation(execution.memory(), "a hash join");
    VectorSource ready = source.ready(execution, memory);
    if (ready == null) {
      memory.close();
      return null;
    }
    return new ReadySource(ready, memory);
  }

  @Override
  public void close() {
    memory.close();
  }
}
