package io.ewig.parser.branch;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code DROP BRANCH [IF EXISTS] b}.
 *
 * <p>Operands: whether it may be missing; its name.
 */
public final class DropBranch extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("DROP BRANCH", SqlKind.OTHER_DDL, DropBranch::new);

  public DropBranch(SqlParserPos pos, @Nullable SqlNode... operands) {
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
    out.words("DROP BRANCH").wordsIf(ifExists(), "IF EXISTS").node(get(1));
  }
}
