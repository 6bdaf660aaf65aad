package io.ewig.calcite.plan;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Makes syntax trees that no text has. */
public final class SyntaxTrees {

  private SyntaxTrees() {}

  /** {@code SELECT list [FROM from] [WHERE where]} */
  public static SqlSelect select(
      SqlNodeList list, @Nullable SqlNode from, @Nullable SqlNode where) {
    SqlParserPos pos = list.getParserPosition();
    return new SqlSelect(
        pos, null, list, from, where, null, null, null, null, null, null, null, null);
  }
}
