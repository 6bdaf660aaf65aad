package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.state.Estimates;
import io.ewig.engine.internal.table.IndexCodec;
import io.ewig.engine.internal.table.KeyBounds;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.scan.KeyRange;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import java.util.Arrays;

/**
 * About how much a view shows, for who decides how to ask it. One thread.
 *
 * <p>Exact for few rows; otherwise some keys are looked at, so that updates, deletions and other
 * branches do not mislead, which takes less than a millisecond, and what was found is given again,
 * in about a microsecond, while little has changed.
 */
public final class RowEstimates {

  private final Estimates lately;
  private final Estimates.Sight sight;
  private final Tables tables;

  RowEstimates(Estimates lately, Estimates.Sight sight, Tables tables) {
    this.lately = lately;
    this.sight = sight;
    this.tables = tables;
  }

  /** About how many rows a table has; mostly within a tenth. */
  public long rows(Table table) {
    return rows(table, table.primaryKey(), KeyRange.ALL);
  }

  /** Likewise, of a part of the primary key or an index. */
  public long rows(Table table, Index index, KeyRange range) {
    KeyBounds bounds = KeyBounds.of(tables.of(table), index, range);
    return Arrays.compareUnsigned(bounds.from(), bounds.to()) < 0
        ? Math.round(lately.keys(sight, bounds.from(), bounds.to()))
        : 0;
  }

  /**
   * About how many different values the first columns of an index have together, nulls among them.
   * Rougher than the number of rows: from some rows and how many others have their values, so
   * mostly within a third, but values that a few rows have beside others that very many have may be
   * missed.
   *
   * @param columns how many
   */
  public long values(Table table, Index index, int columns) {
    if (columns < 1 || columns > index.columnIds().size()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'" + index.name() + "' of " + table + " has no " + columns + " first columns");
    }
    TableCodec codec = tables.of(table);
    if (index.id() == Index.PRIMARY_ID) {
      return columns == index.columnIds().size()
          ? rows(table)
          : values(table, codec.rows(), columns, key -> codec.lengthOf(key, columns));
    }
    IndexCodec entries = codec.index(index);
    return values(table, entries.entries(), columns, key -> entries.lengthOf(key, columns));
  }

  private long values(Table table, byte[] all, int columns, Estimates.Prefix prefix) {
    double rows = rows(table);
    return Math.round(lately.values(sight, rows, all, columns, prefix));
  }
}
