package io.ewig.jdbc.embedded;

import io.ewig.calcite.execution.ColumnRows;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.type.JdbcType;
import io.ewig.calcite.type.PlainValues;
import io.ewig.jdbc.link.ColumnInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rows of a plan are to JDBC; any thread. */
final class RowShape {

  private final List<ResultColumn> source;
  private final List<ColumnInfo> columns;
  private final JdbcType[] types;
  private final boolean isPlain;

  RowShape(List<ResultColumn> source) {
    this.source = source;
    this.columns = Shapes.columns(source);
    this.types = Shapes.jdbcTypes(source);
    this.isPlain = Arrays.stream(types).allMatch(PlainValues::isPlain);
  }

  /** Whether it was made of these very columns: a plan keeps its list. */
  @SuppressWarnings("ReferenceEquality") // to compare them would cost what is to be saved
  boolean isOf(List<ResultColumn> others) {
    return source == others;
  }

  List<ColumnInfo> columns() {
    return columns;
  }

  /** What the columns of rows give. */
  Cells[] cells(ColumnRows rows) {
    Cells[] cells = new Cells[types.length];
    Arrays.setAll(cells, i -> Cells.of(rows.form(i), types[i]));
    return cells;
  }

  /** A value of a column. */
  @Nullable Object plain(@Nullable Object value, int column) {
    return isPlain ? value : PlainValues.plain(value, types[column]);
  }

  /** The same row, if its values are plain already. */
  @Nullable Object[] plain(@Nullable Object[] row) {
    if (isPlain) {
      return row;
    }
    @Nullable Object[] plain = new @Nullable Object[row.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = PlainValues.plain(row[i], types[i]);
    }
    return plain;
  }
}
