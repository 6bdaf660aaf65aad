package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.state.TableCodec;
import io.ewig.engine.internal.state.Tables;
import io.ewig.engine.json.Json;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A value by which a conflict is settled, as bytes that can be kept. */
final class SettledValue {

  private SettledValue() {}

  static byte @Nullable [] bytes(MergeConflict conflict, @Nullable Object value) {
    return switch (conflict.kind()) {
      case CELL -> cell(conflict, value);
      case ROW, CONSTRAINT -> row(conflict, value);
      case OBJECT -> document(conflict, value);
      case TABLE -> throw unfit(conflict, "take ours or theirs");
    };
  }

  private static byte[] cell(MergeConflict conflict, @Nullable Object value) {
    Table table = table(conflict);
    Column column = table.column(conflict.what());
    @Nullable Object[] cells = new @Nullable Object[table.columns().size()];
    cells[table.positionOfId(column.id())] = column.accept(value);
    return new Tables().of(table).toBytes(Row.wrap(cells));
  }

  private static byte @Nullable [] row(MergeConflict conflict, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    Table table = table(conflict);
    if (!(value instanceof Row given)) {
      throw unfit(conflict, "give a row of " + table);
    }
    Row row = table.accept(given.toList().toArray());
    TableCodec codec = new Tables().of(table);
    Row other = conflict.ours() instanceof Row mine ? mine : (Row) conflict.theirs();
    if (other == null || !Arrays.equals(codec.primaryKey(row), codec.primaryKey(other))) {
      throw unfit(conflict, "give a row with the same primary key");
    }
    return codec.toBytes(row);
  }

  private static byte @Nullable [] document(MergeConflict conflict, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Json document)) {
      throw unfit(conflict, "give a JSON document");
    }
    return document.canonical();
  }

  private static Table table(MergeConflict conflict) {
    Table table = conflict.table();
    if (table == null || (conflict.key().isEmpty() && conflict.ours() == null)) {
      throw unfit(conflict, "change one of the branches and merge again");
    }
    return table;
  }

  private static UserException unfit(MergeConflict conflict, String remedy) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "a conflict of kind "
            + conflict.kind()
            + " in "
            + conflict.where()
            + " is not settled by such a value; "
            + remedy);
  }
}
