package io.ewig.engine.merge;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that differs between two views; null stands for what a side does not have. */
public sealed interface Difference {

  /** What happened to a thing. */
  enum Kind {
    ADDED,
    REMOVED,
    MODIFIED;

    static Kind of(@Nullable Object before, @Nullable Object after) {
      if (before == null) {
        return after == null ? MODIFIED : ADDED;
      }
      return after == null ? REMOVED : MODIFIED;
    }
  }

  Kind kind();

  /** A table's definition. */
  record OfTable(@Nullable Table before, @Nullable Table after) implements Difference {
    @Override
    public Kind kind() {
      return Kind.of(before, after);
    }
  }

  /**
   * A row, each side by its own definition of the table.
   *
   * @param before as true at the instant that the first view is for
   * @param after as true at the instant that the second view is for
   * @param pieces all valid times at which the two sides differ, in order
   */
  record OfRow(
      @Nullable Table tableBefore,
      @Nullable Table tableAfter,
      @Nullable Row before,
      @Nullable Row after,
      List<Piece> pieces)
      implements Difference {

    /** If the row is there on neither side at those instants, it counts as modified. */
    @Override
    public Kind kind() {
      return Kind.of(before, after);
    }

    /** The table as the second view has it; as the first has it, if it is gone. */
    public Table table() {
      return Objects.requireNonNull(
          tableAfter == null ? tableBefore : tableAfter, "one side has the table");
    }
  }

  /** What a row is on the two sides for some time. */
  record Piece(ValidPeriod valid, @Nullable Row before, @Nullable Row after) {}

  /** An object of a world. */
  record OfObject(World world, String key, @Nullable Json before, @Nullable Json after)
      implements Difference {
    @Override
    public Kind kind() {
      return Kind.of(before, after);
    }
  }
}
