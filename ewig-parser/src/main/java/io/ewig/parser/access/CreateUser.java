package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE USER [IF NOT EXISTS] u PASSWORD 'text'}.
 *
 * <p>Operands: whether there may be one already; the name; the password, a text or a parameter.
 */
public final class CreateUser extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("CREATE USER", SqlKind.OTHER_DDL, CreateUser::new);

  public CreateUser(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public boolean ifNotExists() {
    return flag(0);
  }

  public String name() {
    return simpleName(1);
  }

  /** A text or a parameter. */
  public SqlNode password() {
    return get(2);
  }

  @Override
  protected void print(Printer out) {
    out.words("CREATE USER")
        .wordsIf(ifNotExists(), "IF NOT EXISTS")
        .node(get(1))
        .words("PASSWORD")
        .node(password());
  }
}
