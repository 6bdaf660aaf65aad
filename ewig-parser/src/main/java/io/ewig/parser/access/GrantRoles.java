package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code GRANT r TO u}, {@code REVOKE r FROM u}.
 *
 * <p>Operands: whether it is given; the roles; who gets or loses them.
 */
public final class GrantRoles extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("GRANT ROLE", SqlKind.OTHER_DDL, GrantRoles::new);

  public GrantRoles(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public boolean isGiven() {
    return flag(0);
  }

  public List<String> roles() {
    return list(1, SqlIdentifier.class).stream().map(SqlIdentifier::getSimple).toList();
  }

  public List<String> grantees() {
    return list(2, SqlIdentifier.class).stream().map(SqlIdentifier::getSimple).toList();
  }

  @Override
  protected void print(Printer out) {
    out.words(isGiven() ? "GRANT" : "REVOKE").list(list(1));
    out.words(isGiven() ? "TO" : "FROM").list(list(2));
  }
}
