package io.ewig.jdbc.embedded;

import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Statement;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.ValueType;
import java.util.List;

/** A statement that was understood for one connection; one thread. */
final class EmbeddedStatement implements Compiled {

  private final String sql;
  private final Statement statement;
  private final List<ValueType> parameters;
  private RowShape shape;

  EmbeddedStatement(
      String sql, Statement statement, List<ResultColumn> columns, List<ValueType> parameters) {
    this.sql = sql;
    this.statement = statement;
    this.parameters = parameters;
    this.shape = new RowShape(columns);
  }

  Statement statement() {
    return statement;
  }

  /** What rows of these columns are; the last plan's are mostly the next one's. */
  RowShape shape(List<ResultColumn> columns) {
    RowShape known = shape;
    if (!known.isOf(columns)) {
      known = new RowShape(columns);
      shape = known;
    }
    return known;
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public List<ColumnInfo> columns() {
    return shape.columns();
  }

  @Override
  public List<ValueType> parameters() {
    return parameters;
  }

  @Override
  public boolean isQuery() {
    return statement.isQuery();
  }

  @Override
  public void close() {}
}
