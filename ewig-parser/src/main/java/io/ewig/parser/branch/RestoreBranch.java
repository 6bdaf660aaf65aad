package io.ewig.parser.branch;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code RESTORE BRANCH b}: brings back one that was dropped.
 *
 * <p>Operand: its name.
 */
public final class RestoreBranch extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("RESTORE BRANCH", SqlKind.OTHER_DDL, RestoreBranch::new);

  public RestoreBranch(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  public String name() {
    return simpleName(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("RESTORE BRANCH").node(get(0));
  }
}
