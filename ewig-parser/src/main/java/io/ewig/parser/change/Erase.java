package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code ERASE FROM t [alias] WHERE ..}: destroys what rows held, in all of history.
 *
 * <p>Operands: the table; the alias; the condition.
 */
public final class Erase extends Node {

  private static final NodeOperator OPERATOR = new NodeOperator("ERASE", SqlKind.OTHER, Erase::new);

  public Erase(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public SqlIdentifier table() {
    return name(0);
  }

  public Optional<String> alias() {
    return findSimpleName(1);
  }

  public SqlNode condition() {
    return get(2);
  }

  @Override
  protected void print(Printer out) {
    out.words("ERASE FROM").node(table()).clause("AS", find(1)).clause("WHERE", find(2));
  }
}
