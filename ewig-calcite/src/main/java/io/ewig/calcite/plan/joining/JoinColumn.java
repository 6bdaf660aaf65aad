package io.ewig.calcite.plan.joining;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A column of what stands in FROM.
 *
 * @param value says what it is, with names in full
 * @param isShown whether a star stands for it, too
 * @param isShared whether it is not simply a column of one table that is called so
 */
record JoinColumn(String name, SqlNode value, boolean isShown, boolean isShared) {

  static JoinColumn of(String table, String name, boolean isShown) {
    SqlIdentifier value = new SqlIdentifier(List.of(table, name), SqlParserPos.ZERO);
    return new JoinColumn(name, value, isShown, false);
  }

  SqlNode valueAt(SqlParserPos pos) {
    return value.clone(pos);
  }

  /** As an item of a select list, which is called what the column is called. */
  SqlNode itemAt(SqlParserPos pos) {
    return value instanceof SqlIdentifier same && same.names.get(1).equals(name)
        ? valueAt(pos)
        : SyntaxTrees.named(valueAt(pos), name);
  }
}
