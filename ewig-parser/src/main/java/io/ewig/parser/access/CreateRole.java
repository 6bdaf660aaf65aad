package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE ROLE [IF NOT EXISTS] r}.
 *
 * <p>Operands: whether it may exist; its name.
 */
public final class CreateRole extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("CREATE ROLE", SqlKind.OTHER_DDL, CreateRole::new);

  public CreateRole(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  public boolean ifNotExists() {
    return flag(0);
  }

  public String name() {
    return simpleName(1);
  }

  @Override
  protected void print(Printer out) {
    out.words("CREATE ROLE").wordsIf(ifNotExists(), "IF NOT EXISTS").node(get(1));
  }
}
