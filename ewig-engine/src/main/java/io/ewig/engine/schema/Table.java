package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.value.Row;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A table's definition at one version.
 *
 * <ul>
 *   <li>Columns are in the order of their ids, which is that of their creation; ids of dropped ones
 *       are missing and never come back.
 *   <li>Keys start with the primary key. A table declared without one has a hidden column {@link
 *       Names#HIDDEN_KEY} of type uuid, which the engine fills.
 *   <li>Names of columns are unique, and so are those of keys, checks and foreign keys together.
 *   <li>Columns of the primary key are not nullable; columns of keys have an order.
 * </ul>
 *
 * @param id of the table, whatever it is called; unique across databases
 * @param version from 1, one more with each alteration
 * @param nextColumnId the id that the next new column gets
 * @param nextKeyId the id that the next new key gets
 */
public record Table(
    UUID id,
    String schema,
    String name,
    int version,
    List<Column> columns,
    int nextColumnId,
    List<Index> keys,
    int nextKeyId,
    List<Check> checks,
    List<ForeignKey> foreignKeys,
    String comment,
    SortedMap<String, String> options) {

  /** The option that says what becomes of rows that one deleted and another one changed. */
  static final String DELETE = "delete";

  static final String DELETE_WINS = "delete_wins";

  /** As in PostgreSQL. */
  public static final int COLUMNS_MAX = 1_600;

  /** Ids are two bytes at most in a row's header; a table has had enough by then. */
  public static final int COLUMN_IDS_MAX = 65_535;

  public static final int KEYS_MAX = 256;
  public static final int CONSTRAINTS_MAX = 1_024;
  public static final int OPTIONS_MAX = 64;
  public static final int OPTION_BYTES_MAX = 4 << 10;

  public Table {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
    checks = List.copyOf(checks);
    foreignKeys = List.copyOf(foreignKeys);
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    TableRules.requireNames(schema, name, comment, options);
    TableRules.requireColumns(columns, nextColumnId);
    TableRules.requireKeys(keys, columns, nextKeyId);
    TableRules.requireHiddenKey(keys.get(0), columns);
    TableRules.requireConstraints(keys, checks, foreignKeys, columns);
    if (version < 1) {
      throw new UserException(
          ErrorCode.INVALID_TABLE, "a table's versions start at 1, not at " + version);
    }
  }

  /** The stream of this table's events. */
  public World world() {
    return Names.world(schema, name);
  }

  public Index primaryKey() {
    return keys.get(0);
  }

  public boolean hasHiddenKey() {
    return positionOf(Names.HIDDEN_KEY) >= 0;
  }

  /** The same that gives no id below these to a column or a key that is added. */
  public Table reserving(int columnId, int keyId) {
    if (columnId <= nextColumnId && keyId <= nextKeyId) {
      return this;
    }
    return new Table(
        id,
        schema,
        name,
        version,
        columns,
        Math.max(columnId, nextColumnId),
        keys,
        Math.max(keyId, nextKeyId),
        checks,
        foreignKeys,
        comment,
        options);
  }

  /**
   * Whether who deletes a row by this definition takes away what others did to it meanwhile, too;
   * else it stays as they made it.
   */
  public boolean deletionsWin() {
    return DELETE_WINS.equals(options.get(DELETE));
  }

  /** A column's place in rows, or -1. */
  public int positionOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  /** A column's place in rows, or -1. */
  public int positionOfId(int columnId) {
    int low = 0;
    int high = columns.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = columns.get(middle).id();
      if (found == columnId) {
        return middle;
      }
      if (found < columnId) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Whether any column is computed from others. */
  public boolean isAnyGenerated() {
    return columns.stream().anyMatch(Column::isGenerated);
  }

  public Column column(String columnName) {
    int position = positionOf(columnName);
    if (position < 0) {
      throw new UserException(
          ErrorCode.UNKNOWN_COLUMN,
          this + " has no column '" + columnName + "'; it has " + TableRules.listed(columns));
    }
    return columns.get(position);
  }

  public Column columnOfId(int columnId) {
    int position = positionOfId(columnId);
    if (position < 0) {
      throw new UserException(ErrorCode.UNKNOWN_COLUMN, this + " has no column of id " + columnId);
    }
    return columns.get(position);
  }

  /** Where a key's columns are in rows. */
  public int[] positionsOf(Index key) {
    List<Integer> ids = key.columnIds();
    int[] positions = new int[ids.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = positionOfId(ids.get(i));
    }
    return positions;
  }

  /** A row of canonical values, given one for each column in order; or a refusal. */
  public Row accept(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          this + " has " + columns.size() + " columns, and " + values.length + " values came");
    }
    @Nullable Object[] accepted = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      accepted[i] = columns.get(i).accept(values[i]);
    }
    return Row.wrap(accepted);
  }

  /** The same of a row whose values stand in the order of the columns. */
  public Row accept(Row row) {
    @Nullable Object[] values = new @Nullable Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return accept(values);
  }

  /** {@code schema.name} */
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
