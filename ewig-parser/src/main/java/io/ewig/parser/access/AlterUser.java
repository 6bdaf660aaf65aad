package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALTER USER u PASSWORD 'text'}.
 *
 * <p>Operands: the name; the password, a text or a parameter.
 */
public final class AlterUser extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("ALTER USER", SqlKind.OTHER_DDL, AlterUser::new);

  public AlterUser(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  public String name() {
    return simpleName(0);
  }

  /** A text or a parameter. */
  public SqlNode password() {
    return get(1);
  }

  @Override
  protected void print(Printer out) {
    out.words("ALTER USER").node(get(0)).words("PASSWORD").node(password());
  }
}
