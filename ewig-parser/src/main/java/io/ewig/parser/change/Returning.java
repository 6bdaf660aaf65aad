package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code INSERT | UPDATE | DELETE | MERGE .. RETURNING list}: a statement that changes rows and
 * answers what became of them.
 *
 * <p>Operands: the statement; the items of the list.
 */
public final class Returning extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("RETURNING", SqlKind.OTHER, Returning::new);

  public Returning(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  /** An SqlInsert, SqlUpdate, SqlDelete, {@link Upsert}, {@link MergeRows} or {@link Erase}. */
  public SqlNode statement() {
    return get(0);
  }

  /** As of a SELECT: expressions, aliases, stars. */
  public SqlNodeList items() {
    return list(1);
  }

  @Override
  protected void print(Printer out) {
    out.node(statement()).words("RETURNING").list(items());
  }
}
