package io.ewig.calcite.change.row;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The table whose rows a statement changes.
 *
 * @param alias what the statement calls it
 */
public record Target(Table table, String alias) {

  public static Target of(
      SqlIdentifier name, @Nullable SqlIdentifier alias, Understanding statement) {
    Table table = statement.table(name);
    return new Target(table, alias == null ? table.name() : alias.getSimple());
  }

  /** The table in a FROM clause. */
  public SqlNode from() {
    List<String> name = List.of(table.schema(), table.name());
    return SyntaxTrees.named(new SqlIdentifier(name, SqlParserPos.ZERO), alias);
  }

  /** A column of it in an expression. */
  public SqlIdentifier reference(String column) {
    return new SqlIdentifier(List.of(alias, column), SqlParserPos.ZERO);
  }

  /** All its columns, in the order of its rows. */
  SqlNodeList allColumns() {
    SqlNodeList list = new SqlNodeList(SqlParserPos.ZERO);
    table.columns().forEach(column -> list.add(reference(column.name())));
    return list;
  }

  /** All its columns, and when the row is true. */
  public SqlNodeList columnsAndPeriod() {
    SqlNodeList list = allColumns();
    list.add(reference(ValidColumns.FROM));
    list.add(reference(ValidColumns.TO));
    return list;
  }

  /** A column that gets a value: it may be named with what the statement calls the table. */
  public Column column(SqlIdentifier name) {
    List<String> names = name.names;
    List<String> whole = List.of(table.schema(), alias, names.get(names.size() - 1));
    if (!names.equals(whole.subList(Math.max(0, whole.size() - names.size()), whole.size()))) {
      throw new UserException(
          ErrorCode.UNKNOWN_COLUMN,
          "'"
              + String.join(".", names)
              + "' is no column of "
              + table
              + ", which the statement calls '"
              + alias
              + "'; only its columns get values");
    }
    return table.column(names.get(names.size() - 1));
  }

  /** The columns that a list names; all that can be seen if there is none. */
  public List<Column> columns(@Nullable List<SqlIdentifier> names) {
    if (names == null || names.isEmpty()) {
      return table.columns().stream().filter(column -> !column.isHidden()).toList();
    }
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SqlIdentifier name : names) {
      Column column = column(name);
      if (!seen.add(column.name())) {
        throw new UserException(
            ErrorCode.DUPLICATE_COLUMN, "column '" + column.name() + "' is given a value twice");
      }
      columns.add(column);
    }
    return columns;
  }

  /** The values of a row's primary key. */
  List<@Nullable Object> key(@Nullable Object[] row) {
    List<@Nullable Object> key = new ArrayList<>();
    for (int position : table.positionsOf(table.primaryKey())) {
      key.add(row[position]);
    }
    return key;
  }
}
