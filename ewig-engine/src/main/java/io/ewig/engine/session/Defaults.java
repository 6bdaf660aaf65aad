package io.ewig.engine.session;

import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What columns hold that a statement leaves out. */
final class Defaults {

  private final Workspace space;

  Defaults(Workspace space) {
    this.space = space;
  }

  /** A whole row of some values, but for numbers that the database alone gives. */
  Row complete(Table table, Map<String, ?> values) {
    for (Column column : table.columns()) {
      if (column.isAlwaysNumbered() && values.containsKey(column.name())) {
        throw new UserException(
            ErrorCode.GENERATED_ALWAYS,
            "column '"
                + column.name()
                + "' of "
                + table
                + " is always numbered by the database; leave it out");
      }
    }
    return completeAny(table, values);
  }

  /** A whole row of some values, whoever numbers columns otherwise. */
  Row completeAny(Table table, Map<String, ?> values) {
    for (String name : values.keySet()) {
      if (table.column(name).isGenerated()) {
        throw new UserException(
            ErrorCode.GENERATED_ALWAYS,
            "column '" + name + "' of " + table + " is computed from others; leave it out");
      }
    }
    @Nullable Object[] all = new @Nullable Object[table.columns().size()];
    for (int i = 0; i < all.length; i++) {
      Column column = table.columns().get(i);
      boolean isGiven = values.containsKey(column.name());
      all[i] = isGiven ? values.get(column.name()) : of(table, column);
    }
    return space.view().codecs().of(table).generated().computed(table.accept(all));
  }

  /** What a column holds if nothing is said. */
  @Nullable Object of(Table table, Column column) {
    if (column.isHidden()) {
      return space.database().newId();
    }
    Default filled = column.byDefault();
    if (filled instanceof Default.Constant constant) {
      return constant.value();
    } else if (filled instanceof Default.CurrentTimestamp) {
      return Present.as(column.type(), space.nanos());
    } else if (filled instanceof Default.RandomUuid) {
      return space.database().newId();
    } else if (filled instanceof Default.Identity) {
      return column.type().accept(space.next(table, column), column.name());
    } else if (filled instanceof Default.OfSequence sequence) {
      return column.type().accept(next(sequence, table, column), column.name());
    }
    return null;
  }

  private long next(Default.OfSequence wanted, Table table, Column column) {
    Sequence sequence =
        space
            .view()
            .catalog()
            .findSequence(wanted.schema(), wanted.name())
            .orElseThrow(
                () ->
                    new UserException(
                        ErrorCode.UNKNOWN_OBJECT,
                        "column '"
                            + column.name()
                            + "' of "
                            + table
                            + " counts with the sequence "
                            + wanted.schema()
                            + "."
                            + wanted.name()
                            + ", which is not there; create it, or give the column a value"));
    return space.next(sequence);
  }
}
