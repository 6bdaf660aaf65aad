package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code DROP USER [IF EXISTS] u}.
 *
 * <p>Operands: whether there may be none; the name.
 */
public final class DropUser extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("DROP USER", SqlKind.OTHER_DDL, DropUser::new);

  public DropUser(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  public boolean ifExists() {
    return flag(0);
  }

  public String name() {
    return simpleName(1);
  }

  @Override
  protected void print(Printer out) {
    out.words("DROP USER").wordsIf(ifExists(), "IF EXISTS").node(get(1));
  }
}
