package io.ewig.engine.session;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNull;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    Row other = conflict.theirs() instanceof Row held ? held : (Row) conflict.ours();
    Row given = value instanceof Row whole ? whole : changed(conflict, other, value);
    Row row = table.accept(given.toList().toArray());
    TableCodec codec = new Tables().of(table);
    if (other == null || !Arrays.equals(codec.primaryKey(row), codec.primaryKey(other))) {
      throw unfit(conflict, "give a row with the same primary key");
    }
    return codec.toBytes(row);
  }

  /** A row with some members of a JSON object in their columns. */
  private static Row changed(MergeConflict conflict, @Nullable Row row, Object value) {
    Table table = table(conflict);
    Row changed = row;
    if (!(json(value) instanceof JsonObject members) || changed == null) {
      throw unfit(conflict, "give a row of " + table + ", or a JSON object of some columns");
    }
    for (String name : members.keys()) {
      Column column = table.column(name);
      Object cell = plain(column, Objects.requireNonNull(members.get(name), "it has that key"));
      changed = changed.with(table.positionOfId(column.id()), column.accept(cell));
    }
    return changed;
  }

  private static @Nullable Json json(Object value) {
    if (value instanceof Json document) {
      return document;
    }
    return value instanceof String || value instanceof JsonText
        ? Json.parse(value.toString())
        : null;
  }

  private static @Nullable Object plain(Column column, Json value) {
    if (value instanceof JsonNull) {
      return null;
    } else if (column.type().kind() == Kind.JSON) {
      return value.text();
    } else if (value instanceof io.ewig.engine.json.JsonText text) {
      return text.value();
    } else if (value instanceof JsonBoolean bool) {
      return bool.value();
    } else if (value instanceof JsonNumber number) {
      return number.decimal();
    } else if (value instanceof JsonArray array) {
      List<@Nullable Object> elements = new ArrayList<>();
      array.forEach(element -> elements.add(plain(column, element)));
      return elements;
    }
    return value.text();
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
