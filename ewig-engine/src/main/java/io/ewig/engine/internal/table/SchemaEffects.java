package io.ewig.engine.internal.table;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.row.TableWriter;
import io.ewig.engine.internal.space.Catalogs;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the change of a table's definition does to the version index: the definition, and the
 * entries of indexes that are new. Rows stay as they were written.
 */
public final class SchemaEffects {

  private SchemaEffects() {}

  /** Refuses a definition under which rows or entries that are there could not be read. */
  public static void requireReadable(Table before, Table after) {
    for (Column column : after.columns()) {
      int position = before.positionOfId(column.id());
      if (position >= 0 && !before.columns().get(position).type().widensTo(column.type())) {
        throw unreadable(before, "column '" + column.name() + "' of type " + column.type());
      }
    }
    for (Index index : after.keys()) {
      for (Index old : before.keys()) {
        if (old.id() == index.id() && !old.columnIds().equals(index.columnIds())) {
          throw unreadable(before, "other columns for '" + index.name() + "'");
        }
      }
    }
  }

  private static UserException unreadable(Table table, String what) {
    return new UserException(
        ErrorCode.INVALID_TABLE,
        "a definition of " + table + " has " + what + ", but rows are there that do not fit");
  }

  /**
   * @param before null if the table is new
   * @param after null if it is dropped
   */
  public static void define(
      UUID id,
      @Nullable Table before,
      @Nullable Table after,
      Tables codecs,
      Source source,
      Sink sink,
      LongKeys longKeys) {
    byte[] definition = after == null ? null : TableWriter.write(after);
    sink.put(Space.TABLE.key(Space.idOf(id)), sink.now(), Version.OPEN, definition);
    Catalogs.noteChange(sink);
    if (after == null) {
      return;
    }
    TableCodec codec = codecs.of(after);
    if (before == null) {
      restore(codec, source, sink, longKeys);
      return;
    }
    for (IndexCodec index : codec.indexes()) {
      if (before.keys().stream().mapToInt(Index::id).noneMatch(old -> old == index.index().id())) {
        RowEffects.fill(codec, index, source, sink, longKeys);
      }
    }
  }

  /**
   * A table that was dropped and is back, as by a merge, has its rows again. What entries there are
   * was made by the definition from before, which may have had other indexes.
   */
  private static void restore(TableCodec table, Source source, Sink sink, LongKeys longKeys) {
    if (source.keys(table.rows(), Space.after(table.rows())).next()) {
      RowEffects.clear(table.table().id(), source, sink);
      table.indexes().forEach(index -> RowEffects.fill(table, index, source, sink, longKeys));
    }
  }
}
