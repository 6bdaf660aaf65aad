package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A table's next version while it is being made; building it checks the whole. */
final class TableEdit {

  private final Table table;
  private final List<Column> columns;
  private final List<Index> keys;
  private final List<Check> checks;
  private final List<ForeignKey> foreignKeys;
  private final TreeMap<String, String> options;
  private String schema;
  private String name;
  private String comment;
  private int nextColumnId;
  private int nextKeyId;

  TableEdit(Table table) {
    this.table = table;
    columns = new ArrayList<>(table.columns());
    keys = new ArrayList<>(table.keys());
    checks = new ArrayList<>(table.checks());
    foreignKeys = new ArrayList<>(table.foreignKeys());
    options = new TreeMap<>(table.options());
    schema = table.schema();
    name = table.name();
    comment = table.comment();
    nextColumnId = table.nextColumnId();
    nextKeyId = table.nextKeyId();
  }

  TableEdit add(Column column) {
    if (column.isHidden()) {
      throw new UserException(
          ErrorCode.INVALID_NAME,
          "'" + column.name() + "' is the name of hidden keys; choose another");
    }
    columns.add(column);
    nextColumnId++;
    return this;
  }

  TableEdit change(String columnName, UnaryOperator<Column> change) {
    int position = columns.indexOf(visible(columnName));
    Column changed = change.apply(columns.get(position));
    if (changed.isHidden()) {
      throw new UserException(
          ErrorCode.INVALID_NAME,
          "'" + changed.name() + "' is the name of hidden keys; choose another");
    }
    columns.set(position, changed);
    return this;
  }

  private Column visible(String columnName) {
    Column column = table.column(columnName);
    if (column.isHidden()) {
      throw new UserException(
          ErrorCode.INVALID_TABLE, "the hidden key of " + table + " stays as it is");
    }
    return column;
  }

  TableEdit drop(String columnName) {
    Column column = visible(columnName);
    String user = userOf(column);
    if (!user.isEmpty()) {
      throw new UserException(
          ErrorCode.STILL_NEEDED,
          "column '"
              + columnName
              + "' of "
              + table
              + " is used by '"
              + user
              + "'; drop that first");
    }
    columns.remove(column);
    return this;
  }

  private String userOf(Column column) {
    for (Column other : columns) {
      if (other.reads(column.name())) {
        return other.name();
      }
    }
    for (Index key : keys) {
      if (key.columnIds().contains(column.id())) {
        return key.name();
      }
    }
    for (ForeignKey foreignKey : foreignKeys) {
      boolean isParent =
          foreignKey.parent().equals(table.id())
              && foreignKey.parentColumnIds().contains(column.id());
      if (isParent || foreignKey.columnIds().contains(column.id())) {
        return foreignKey.name();
      }
    }
    return checks.stream()
        .filter(check -> check.mentions(column.name()))
        .map(Check::name)
        .findFirst()
        .orElse("");
  }

  TableEdit changeColumns(UnaryOperator<Column> change) {
    columns.replaceAll(change);
    return this;
  }

  TableEdit changeChecks(UnaryOperator<Check> change) {
    checks.replaceAll(change);
    return this;
  }

  TableEdit add(Index key) {
    keys.add(key);
    nextKeyId++;
    return this;
  }

  TableEdit add(Check check) {
    checks.add(check);
    return this;
  }

  TableEdit add(ForeignKey foreignKey) {
    foreignKeys.add(foreignKey);
    return this;
  }

  TableEdit dropConstraint(String constraint) {
    if (table.primaryKey().name().equals(constraint)) {
      throw new UserException(
          ErrorCode.INVALID_TABLE,
          "the primary key of " + table + " can't be dropped; copy the rows to a new table");
    }
    requireConstraint(constraint);
    keys.removeIf(key -> key.name().equals(constraint));
    checks.removeIf(check -> check.name().equals(constraint));
    foreignKeys.removeIf(foreignKey -> foreignKey.name().equals(constraint));
    return this;
  }

  private void requireConstraint(String constraint) {
    boolean isThere =
        keys.stream().anyMatch(key -> key.name().equals(constraint))
            || checks.stream().anyMatch(check -> check.name().equals(constraint))
            || foreignKeys.stream().anyMatch(foreignKey -> foreignKey.name().equals(constraint));
    if (!isThere) {
      throw new UserException(
          ErrorCode.UNKNOWN_OBJECT,
          table + " has no key or constraint '" + constraint + "'; look at its definition");
    }
  }

  TableEdit renameConstraint(String constraint, String newName) {
    requireConstraint(constraint);
    keys.replaceAll(key -> key.name().equals(constraint) ? key.named(newName) : key);
    checks.replaceAll(check -> check.name().equals(constraint) ? check.named(newName) : check);
    foreignKeys.replaceAll(
        foreignKey ->
            foreignKey.name().equals(constraint) ? foreignKey.named(newName) : foreignKey);
    return this;
  }

  TableEdit rename(String newSchema, String newName) {
    schema = newSchema;
    name = newName;
    return this;
  }

  TableEdit comment(String newComment) {
    comment = newComment;
    return this;
  }

  TableEdit option(String key, @Nullable String value) {
    if (value == null) {
      options.remove(key);
    } else {
      options.put(key, value);
    }
    return this;
  }

  Table build() {
    return TableRules.requireOwnParents(
        new Table(
            table.id(),
            schema,
            name,
            table.version() + 1,
            columns,
            nextColumnId,
            keys,
            nextKeyId,
            checks,
            foreignKeys,
            comment,
            options));
  }
}
