package io.ewig.calcite.vector.aggregate;

import io.ewig.calcite.execution.Crew;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.MemoryAccount;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.vector.VectorSource;

/** Rows of which a second thread groups the later half, if one has time. */
final class Halves {

  private Halves() {}

  /** Whether memory had room. */
  static boolean read(
      Grouping grouping,
      VectorSource first,
      VectorSource second,
      VectorAggregate step,
      Execution execution) {
    try (Reservation room = new Reservation(execution.memory(), "grouping")) {
      room.take(execution.memory().left() / 2);
      Execution theirs = execution.part(new MemoryAccount(room.bytes()));
      Grouping later = new Grouping(step, theirs);
      Crew.Help<Boolean> help = Crew.lend(() -> later.read(second));
      if (help != null) {
        try {
          return grouping.read(first) && help.result() && grouping.take(later);
        } finally {
          theirs.stop();
          help.await();
        }
      }
    }
    return grouping.read(first) && grouping.read(second);
  }
}
