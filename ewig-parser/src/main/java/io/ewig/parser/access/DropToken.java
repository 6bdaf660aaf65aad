package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code DROP TOKEN 'id'}.
 *
 * <p>Operands: its id, a text or a parameter.
 */
public final class DropToken extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("DROP TOKEN", SqlKind.OTHER_DDL, DropToken::new);

  public DropToken(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  public SqlNode id() {
    return get(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("DROP TOKEN").node(id());
  }
}
