package io.ewig.parser.session;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code COMMIT [WORK] [MESSAGE text]}.
 *
 * <p>Operand: the message.
 */
public final class Commit extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("COMMIT", SqlKind.COMMIT, Commit::new);

  public Commit(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  public Optional<String> message() {
    return findText(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("COMMIT").clause("MESSAGE", find(0));
  }
}
