package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.error.Unwrapping;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.value.SqlTypes;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** What the columns of a result are. */
public final class ResultColumns implements ResultSetMetaData, Unwrapping {

  private final List<ColumnInfo> columns;
  private final String catalog;

  public ResultColumns(List<ColumnInfo> columns, String catalog) {
    this.columns = columns;
    this.catalog = catalog;
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return at(column).label();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return at(column).name();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return at(column).table();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return at(column).schema();
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return at(column).table().isEmpty() ? "" : catalog;
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return type(column).jdbcCode();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return type(column).name();
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return SqlTypes.className(type(column));
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return SqlTypes.precision(type(column));
  }

  @Override
  public int getScale(int column) throws SQLException {
    return SqlTypes.scale(type(column));
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return SqlTypes.displaySize(type(column));
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return SqlTypes.isSigned(type(column));
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return switch (at(column).nullability()) {
      case NO -> columnNoNulls;
      case YES -> columnNullable;
      case UNKNOWN -> columnNullableUnknown;
    };
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    return at(column).isAutoIncrement();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return SqlTypes.isText(type(column).jdbcCode());
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    return at(column) != null;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    return at(column) == null;
  }

  /** A computed column cannot be written; a table's can, by UPDATE. */
  @Override
  public boolean isReadOnly(int column) throws SQLException {
    return at(column).table().isEmpty();
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return !isReadOnly(column);
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    return at(column) == null;
  }

  private ValueType type(int column) throws SQLException {
    return at(column).type();
  }

  private ColumnInfo at(int column) throws SQLException {
    if (column < 1 || column > columns.size()) {
      throw SqlState.UNKNOWN_COLUMN.error(
          "the result has no column " + column + "; its columns are 1 to " + columns.size());
    }
    return columns.get(column - 1);
  }
}
