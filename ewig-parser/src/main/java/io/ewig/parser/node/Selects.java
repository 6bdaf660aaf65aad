package io.ewig.parser.node;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes queries that no text has. */
public final class Selects {

  private Selects() {}

  /** {@code SELECT items FROM from} */
  public static SqlSelect of(SqlParserPos pos, SqlNodeList items, SqlNode from) {
    SqlNodeList none = SqlNodeList.EMPTY;
    return new SqlSelect(
        pos, none, items, from, null, null, null, null, null, null, null, null, none);
  }
}
