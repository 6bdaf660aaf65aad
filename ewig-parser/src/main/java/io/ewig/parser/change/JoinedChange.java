package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code UPDATE t SET .. FROM u WHERE ..} and {@code DELETE FROM t USING u WHERE ..}: which rows
 * are changed, and to what, is found out beside other tables.
 *
 * <p>Operands: the SqlUpdate or SqlDelete; what stands beside its table.
 */
public final class JoinedChange extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("JOINED CHANGE", SqlKind.OTHER, JoinedChange::new);

  public JoinedChange(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  /** An SqlUpdate or SqlDelete. */
  public SqlNode change() {
    return get(0);
  }

  /** As in a FROM clause. */
  public SqlNode others() {
    return get(1);
  }

  @Override
  protected void print(Printer out) {
    if (change() instanceof SqlUpdate update) {
      out.words("UPDATE").node(update.getTargetTable());
      out.clause("AS", Optional.ofNullable(update.getAlias())).words("SET");
      out.assignments(update.getTargetColumnList(), update.getSourceExpressionList());
      out.words("FROM").tables(others());
      out.clause("WHERE", Optional.ofNullable(update.getCondition()));
    } else {
      SqlDelete delete = (SqlDelete) change();
      out.words("DELETE FROM").node(delete.getTargetTable());
      out.clause("AS", Optional.ofNullable(delete.getAlias()));
      out.words("USING").tables(others());
      out.clause("WHERE", Optional.ofNullable(delete.getCondition()));
    }
  }
}
