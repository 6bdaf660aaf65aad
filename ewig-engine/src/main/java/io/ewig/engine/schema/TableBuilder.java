package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Puts a table together, by the names of its columns; {@link #build} checks the whole.
 *
 * <p>Columns are declared before what uses them. Names of keys and constraints may be left empty:
 * they then become {@code table_column_key}, {@code _idx}, {@code _check} and {@code _fkey}.
 */
public final class TableBuilder {

  private final UUID id;
  private final String schema;
  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, Integer> idByName = new HashMap<>();
  private final List<Index> keys = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final List<ForeignKey> foreignKeys = new ArrayList<>();
  private final TreeMap<String, String> options = new TreeMap<>();
  private List<String> primaryKey = List.of();
  private String primaryKeyName = "";
  private String comment = "";

  public TableBuilder(UUID id, String schema, String name) {
    this.id = id;
    this.schema = schema;
    this.name = name;
  }

  public TableBuilder column(String columnName, Type type) {
    return column(columnName, type, column -> column);
  }

  public TableBuilder notNull(String columnName, Type type) {
    return column(columnName, type, column -> column.withNullable(false));
  }

  public TableBuilder column(String columnName, Type type, Default byDefault, boolean nullable) {
    return column(columnName, type, column -> column.withDefault(byDefault).withNullable(nullable));
  }

  private TableBuilder column(String columnName, Type type, UnaryOperator<Column> declared) {
    Column column = declared.apply(Column.of(columns.size(), columnName, type));
    if (column.isHidden() || idByName.putIfAbsent(columnName, column.id()) != null) {
      throw new UserException(
          ErrorCode.DUPLICATE_COLUMN,
          "column '" + columnName + "' is declared twice or reserved; rename it");
    }
    columns.add(column);
    return this;
  }

  public TableBuilder mergeLaw(String columnName, MergeLaw law) {
    return change(columnName, column -> column.withMergeLaw(law));
  }

  public TableBuilder columnComment(String columnName, String text) {
    return change(columnName, column -> column.withComment(text));
  }

  private TableBuilder change(String columnName, UnaryOperator<Column> change) {
    int columnId = idOf(columnName);
    columns.set(columnId, change.apply(columns.get(columnId)));
    return this;
  }

  public TableBuilder primaryKey(String... columnNames) {
    return namedPrimaryKey("", columnNames);
  }

  /** The columns become NOT NULL. */
  public TableBuilder namedPrimaryKey(String keyName, String... columnNames) {
    if (!primaryKey.isEmpty()) {
      throw new UserException(
          ErrorCode.INVALID_TABLE, "a table has one primary key; make the other UNIQUE");
    }
    primaryKey = List.of(columnNames);
    primaryKeyName = keyName.isEmpty() ? Names.generated(name, "pkey") : keyName;
    primaryKey.forEach(columnName -> change(columnName, column -> column.withNullable(false)));
    return this;
  }

  public TableBuilder unique(String keyName, String... columnNames) {
    return key(keyName, "key", Index.Role.UNIQUE_CONSTRAINT, columnNames);
  }

  public TableBuilder uniqueIndex(String keyName, String... columnNames) {
    return key(keyName, "idx", Index.Role.UNIQUE_INDEX, columnNames);
  }

  public TableBuilder index(String keyName, String... columnNames) {
    return key(keyName, "idx", Index.Role.INDEX, columnNames);
  }

  private TableBuilder key(String given, String ending, Index.Role role, String... columnNames) {
    String keyName = named(given, String.join("_", columnNames), ending);
    keys.add(new Index(keys.size() + 1, keyName, idsOf(List.of(columnNames)), role));
    return this;
  }

  public TableBuilder check(String checkName, String text) {
    checks.add(new Check(named(checkName, Integer.toString(checks.size() + 1), "check"), text));
    return this;
  }

  public TableBuilder foreignKey(
      String constraintName,
      List<String> columnNames,
      Table parent,
      List<String> parentColumnNames,
      ReferentialAction onDelete,
      ReferentialAction onUpdate) {
    return foreignKey(
        constraintName,
        columnNames,
        parent.id(),
        parentColumnNames.stream().map(column -> parent.column(column).id()).toList(),
        onDelete,
        onUpdate);
  }

  /** A foreign key to this very table, as of an employee to the boss. */
  public TableBuilder selfReference(
      String constraintName,
      List<String> columnNames,
      List<String> parentColumnNames,
      ReferentialAction onDelete,
      ReferentialAction onUpdate) {
    List<Integer> referred = idsOf(parentColumnNames);
    return foreignKey(constraintName, columnNames, id, referred, onDelete, onUpdate);
  }

  private TableBuilder foreignKey(
      String given,
      List<String> columnNames,
      UUID parentId,
      List<Integer> referred,
      ReferentialAction onDelete,
      ReferentialAction onUpdate) {
    String keyName = named(given, String.join("_", columnNames), "fkey");
    foreignKeys.add(
        new ForeignKey(keyName, idsOf(columnNames), parentId, referred, onDelete, onUpdate));
    return this;
  }

  public TableBuilder comment(String text) {
    comment = text;
    return this;
  }

  public TableBuilder option(String key, String value) {
    options.put(key, value);
    return this;
  }

  /** See {@link Table#deletionsWin}. */
  public TableBuilder deletionsWin() {
    return option(Table.DELETE, Table.DELETE_WINS);
  }

  public Table build() {
    List<Column> all = new ArrayList<>(columns);
    List<Index> allKeys = new ArrayList<>(keys);
    if (primaryKey.isEmpty()) {
      Column hidden = Column.of(columns.size(), Names.HIDDEN_KEY, Type.UUID);
      all.add(hidden.withNullable(false));
      allKeys.add(0, primary(Names.generated(name, "pkey"), List.of(hidden.id())));
    } else {
      allKeys.add(0, primary(primaryKeyName, idsOf(primaryKey)));
    }
    return TableRules.requireOwnParents(
        new Table(
            id,
            schema,
            name,
            1,
            all,
            all.size(),
            allKeys,
            keys.size() + 1,
            checks,
            foreignKeys,
            comment,
            options));
  }

  private static Index primary(String name, List<Integer> columnIds) {
    return new Index(Index.PRIMARY_ID, name, columnIds, Index.Role.PRIMARY_KEY);
  }

  private String named(String given, String middle, String ending) {
    return given.isEmpty() ? Names.generated(name, middle + "_" + ending) : given;
  }

  private List<Integer> idsOf(List<String> columnNames) {
    return columnNames.stream().map(this::idOf).toList();
  }

  private int idOf(String columnName) {
    Integer known = idByName.get(columnName);
    if (known == null) {
      throw new UserException(
          ErrorCode.UNKNOWN_COLUMN,
          "table '"
              + name
              + "' has no column '"
              + columnName
              + "' so far; it has "
              + TableRules.listed(columns));
    }
    return known;
  }
}
