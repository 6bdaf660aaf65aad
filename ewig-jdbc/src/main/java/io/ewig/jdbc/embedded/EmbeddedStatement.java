package io.ewig.jdbc.embedded;

import io.ewig.calcite.statement.Statement;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.ValueType;
import java.util.List;

/** A statement that was understood; shared by all who say the same. */
record EmbeddedStatement(
    String sql, Statement statement, List<ColumnInfo> columns, List<ValueType> parameters)
    implements Compiled {

  @Override
  public boolean isQuery() {
    return statement.isQuery();
  }

  @Override
  public void close() {}
}
