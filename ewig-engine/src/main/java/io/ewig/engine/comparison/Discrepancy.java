package io.ewig.engine.comparison;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.Optional;

/** One thing that a state has otherwise than another one, or that only one of the two has. */
public sealed interface Discrepancy {

  /** The definition of a table; or the definitions that do not count beside it. */
  record OfTable(String table, Optional<Hash> here, Optional<Hash> there) implements Discrepancy {}

  /**
   * A row, or what is kept beside a row since it can't stand in its table.
   *
   * @param table its name, or its id if neither side has a definition
   * @param key the primary key in words, such as {@code id = 7}
   */
  record OfRow(
      Kept kept, String table, String key, Optional<RowState> here, Optional<RowState> there)
      implements Discrepancy {}

  /** Where something about a row is kept. */
  enum Kept {
    /** In its table. */
    ROW,
    /** Out of it, by rules. */
    HELD,
    /** Beside it: what of two writes does not count. */
    PARTED
  }

  /**
   * What one side has of a row.
   *
   * @param hash of all of it, at all valid times
   * @param last what it is for its last period; nothing if that can't be read by the definition
   */
  record RowState(Hash hash, Optional<LastPeriod> last) {}

  /**
   * A row for the last of its periods.
   *
   * @param earlier how many periods come before
   * @param table by which it is read
   */
  record LastPeriod(int earlier, ValidPeriod valid, Table table, Row row) {}

  /**
   * An object of a world.
   *
   * @param world its name, or the start of its hash if no event of it is here
   */
  record OfObject(String world, String key, Optional<ObjectState> here, Optional<ObjectState> there)
      implements Discrepancy {}

  /**
   * What one side has of an object.
   *
   * @param document nothing if it is too long to be shown, or can't be read
   */
  record ObjectState(Hash hash, Optional<Json> document) {}
}
