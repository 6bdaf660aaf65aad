package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE TOKEN FOR u [EXPIRES 'text'] [SCOPE 'text']}.
 *
 * <p>Operands: the user; when it ends, and what it is narrowed to, each a text or a parameter.
 */
public final class CreateToken extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("CREATE TOKEN", SqlKind.OTHER_DDL, CreateToken::new);

  public CreateToken(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public String user() {
    return simpleName(0);
  }

  public Optional<SqlNode> expiry() {
    return find(1);
  }

  public Optional<SqlNode> scope() {
    return find(2);
  }

  @Override
  protected void print(Printer out) {
    out.words("CREATE TOKEN FOR").node(get(0)).clause("EXPIRES", expiry()).clause("SCOPE", scope());
  }
}
