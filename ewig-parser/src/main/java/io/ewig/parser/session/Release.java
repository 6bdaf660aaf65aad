package io.ewig.parser.session;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code RELEASE [SAVEPOINT] s}.
 *
 * <p>Operand: the name of the savepoint.
 */
public final class Release extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("RELEASE", SqlKind.OTHER, Release::new);

  public Release(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  public String savepoint() {
    return simpleName(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("RELEASE SAVEPOINT").node(get(0));
  }
}
