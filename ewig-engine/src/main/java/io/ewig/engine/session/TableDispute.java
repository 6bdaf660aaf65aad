package io.ewig.engine.session;

import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableParts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition of a table that does not count, as another one was made without knowing of it. */
record TableDispute(MergeConflict conflict, Table table) implements Disputes.Dispute {

  @Override
  public Period at() {
    return new Period(Long.MIN_VALUE, Version.OPEN, new byte[0]);
  }

  /** Whoever defines the table now has seen all: so defining it as it is settles it. */
  @Override
  public void settle(Resolution.Take take, Transaction transaction) {
    if (take != Resolution.Take.OURS) {
      throw refused();
    }
    transaction.alter(table, new Alteration.SetComment(table.comment()));
  }

  @Override
  public void settleTo(byte @Nullable [] value, Transaction transaction) {
    throw refused();
  }

  private RuntimeException refused() {
    return Disputes.unfit(conflict, "say OURS, or alter the table: that settles it too");
  }

  /** What a table has, for people. */
  static String describe(Table table) {
    List<String> parts = new ArrayList<>();
    TableParts.of(table).forEach((part, words) -> parts.add(part + " " + words));
    return String.join(", ", parts);
  }
}
