package io.ewig.parser.session;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code SAVEPOINT s}.
 *
 * <p>Operand: its name.
 */
public final class Savepoint extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("SAVEPOINT", SqlKind.OTHER, Savepoint::new);

  public Savepoint(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  public String name() {
    return simpleName(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("SAVEPOINT").node(get(0));
  }
}
