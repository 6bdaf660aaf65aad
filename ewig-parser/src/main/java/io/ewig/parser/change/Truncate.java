package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code TRUNCATE TABLE t}: deletes all rows; history keeps them.
 *
 * <p>Operand: the table.
 */
public final class Truncate extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("TRUNCATE", SqlKind.OTHER, Truncate::new);

  public Truncate(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  public SqlIdentifier table() {
    return name(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("TRUNCATE TABLE").node(table());
  }
}
