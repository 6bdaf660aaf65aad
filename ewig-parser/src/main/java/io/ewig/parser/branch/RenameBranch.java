package io.ewig.parser.branch;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALTER BRANCH b RENAME TO c}.
 *
 * <p>Operands: b; c.
 */
public final class RenameBranch extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("RENAME BRANCH", SqlKind.OTHER_DDL, RenameBranch::new);

  public RenameBranch(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  public String name() {
    return simpleName(0);
  }

  public String newName() {
    return simpleName(1);
  }

  @Override
  protected void print(Printer out) {
    out.words("ALTER BRANCH").node(get(0)).words("RENAME TO").node(get(1));
  }
}
