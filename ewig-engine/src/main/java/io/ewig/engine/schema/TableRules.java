package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of every table; each rule says what to do when it is broken. */
final class TableRules {

  private static final int LISTED_MAX = 10;

  private TableRules() {}

  static void requireNames(
      String schema, String name, String comment, Map<String, String> options) {
    Names.require(schema, "a schema");
    Names.require(name, "a table");
    Names.world(schema, name);
    Names.requireBytes(comment, Column.COMMENT_BYTES_MAX, "the comment on table '" + name + "'");
    requireCount(options.size(), Table.OPTIONS_MAX, "options");
    options.forEach(
        (key, value) -> {
          Names.require(key, "an option");
          Names.requireBytes(value, Table.OPTION_BYTES_MAX, "option '" + key + "'");
        });
  }

  static void requireColumns(List<Column> columns, int nextColumnId) {
    requireCount(columns.size(), Table.COLUMNS_MAX, "columns");
    requireCount(nextColumnId, Table.COLUMN_IDS_MAX, "columns, with those dropped");
    if (columns.isEmpty()) {
      throw invalid("a table has at least one column; add one");
    }
    Set<String> names = new HashSet<>();
    int before = -1;
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new UserException(
            ErrorCode.DUPLICATE_COLUMN,
            "column '" + column.name() + "' is declared twice; rename one");
      }
      if (Names.isReserved(column.name())) {
        throw new UserException(
            ErrorCode.INVALID_NAME,
            "every table has a hidden column '" + column.name() + "'; choose another name");
      }
      if (column.id() <= before || column.id() >= nextColumnId) {
        throw invalid("column '" + column.name() + "' has the id " + column.id() + " out of order");
      }
      before = column.id();
      if (column.isGenerated() && column.mergeLaw() != MergeLaw.LWW) {
        throw invalid(
            "column '"
                + column.name()
                + "' is computed after a merge as ever; give the law to what it is computed from");
      }
    }
  }

  static void requireKeys(List<Index> keys, List<Column> columns, int nextKeyId) {
    requireCount(keys.size(), Table.KEYS_MAX, "keys and indexes");
    if (keys.isEmpty() || keys.get(0).role() != Index.Role.PRIMARY_KEY) {
      throw invalid("a table has a primary key, and it is its first key");
    }
    Map<Integer, Column> byId = byId(columns);
    int before = -1;
    for (Index key : keys) {
      if (key.id() <= before || key.id() >= nextKeyId) {
        throw invalid("key '" + key.name() + "' has the id " + key.id() + " out of order");
      }
      before = key.id();
      for (int columnId : key.columnIds()) {
        requireIndexable(key, known(byId, columnId, key.name()));
      }
    }
  }

  /** Only what Ewig itself made may be called so: a key of one uuid. */
  static void requireHiddenKey(Index primaryKey, List<Column> columns) {
    for (Column column : columns) {
      if (column.isHidden()
          && !(column.type().equals(Type.UUID)
              && primaryKey.columnIds().equals(List.of(column.id())))) {
        throw new UserException(
            ErrorCode.INVALID_NAME,
            "'" + Names.HIDDEN_KEY + "' is the name of keys that Ewig makes; choose another");
      }
    }
  }

  private static void requireIndexable(Index key, Column column) {
    if (!column.type().isIndexable()) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "column '"
              + column.name()
              + "' of type "
              + column.type()
              + " has no order, so it can't be in key '"
              + key.name()
              + "'; take it out");
    }
    if (key.role() == Index.Role.PRIMARY_KEY && column.isGenerated()) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "column '"
              + column.name()
              + "' is computed, and a row that two have changed would have another key than it was"
              + " found by; take it out of the primary key, and make it NOT NULL UNIQUE");
    }
    if (key.role() == Index.Role.PRIMARY_KEY && column.nullable()) {
      throw invalid("column '" + column.name() + "' is in the primary key; declare it as NOT NULL");
    }
  }

  static void requireConstraints(
      List<Index> keys, List<Check> checks, List<ForeignKey> foreignKeys, List<Column> columns) {
    requireCount(checks.size() + foreignKeys.size(), Table.CONSTRAINTS_MAX, "constraints");
    Set<String> names = new HashSet<>();
    keys.forEach(key -> requireNew(names, key.name()));
    checks.forEach(check -> requireNew(names, check.name()));
    Map<Integer, Column> byId = byId(columns);
    for (ForeignKey foreignKey : foreignKeys) {
      requireNew(names, foreignKey.name());
      for (int columnId : foreignKey.columnIds()) {
        requireSettable(foreignKey, known(byId, columnId, foreignKey.name()));
      }
    }
  }

  /** A table that refers to itself has the key that it refers to. */
  static Table requireOwnParents(Table table) {
    for (ForeignKey foreignKey : table.foreignKeys()) {
      if (foreignKey.parent().equals(table.id())) {
        foreignKey.requireParent(table, table);
      }
    }
    return table;
  }

  private static void requireSettable(ForeignKey foreignKey, Column column) {
    boolean setsIt =
        sets(foreignKey.onDelete())
            || sets(foreignKey.onUpdate())
            || foreignKey.onUpdate() == ReferentialAction.CASCADE;
    if (column.isGenerated() && setsIt) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR,
          "foreign key '"
              + foreignKey.name()
              + "' would set column '"
              + column.name()
              + "', which is computed; take NO ACTION or RESTRICT, or ON DELETE CASCADE");
    }
    boolean setsNull =
        foreignKey.onDelete() == ReferentialAction.SET_NULL
            || foreignKey.onUpdate() == ReferentialAction.SET_NULL;
    if (setsNull && !column.nullable()) {
      throw new UserException(
          ErrorCode.INVALID_FOREIGN_KEY,
          "foreign key '"
              + foreignKey.name()
              + "' sets column '"
              + column.name()
              + "' to null, but it takes no null; choose another action");
    }
  }

  private static boolean sets(ReferentialAction action) {
    return action == ReferentialAction.SET_NULL || action == ReferentialAction.SET_DEFAULT;
  }

  private static void requireNew(Set<String> names, String name) {
    if (!names.add(name)) {
      throw new UserException(
          ErrorCode.DUPLICATE_OBJECT,
          "two keys or constraints are called '" + name + "'; rename one");
    }
  }

  private static Map<Integer, Column> byId(List<Column> columns) {
    Map<Integer, Column> byId = new HashMap<>();
    columns.forEach(column -> byId.put(column.id(), column));
    return byId;
  }

  private static Column known(Map<Integer, Column> byId, int columnId, String user) {
    Column column = byId.get(columnId);
    if (column == null) {
      throw new UserException(
          ErrorCode.UNKNOWN_COLUMN,
          "'" + user + "' uses column " + columnId + ", which is not there");
    }
    return column;
  }

  static String listed(List<Column> columns) {
    String names =
        columns.stream()
            .filter(column -> !column.isHidden())
            .limit(LISTED_MAX)
            .map(Column::name)
            .collect(Collectors.joining(", "));
    return columns.size() > LISTED_MAX ? names + " ..." : names;
  }

  private static void requireCount(int count, int max, String what) {
    if (count < 0 || count > max) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, count + " " + what + ", but a table has up to " + max);
    }
  }

  private static UserException invalid(String what) {
    return new UserException(ErrorCode.INVALID_TABLE, what);
  }
}
