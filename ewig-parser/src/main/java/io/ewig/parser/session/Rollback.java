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
 * {@code ROLLBACK [WORK] [TO [SAVEPOINT] s]}.
 *
 * <p>Operand: the savepoint.
 */
public final class Rollback extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("ROLLBACK", SqlKind.ROLLBACK, Rollback::new);

  public Rollback(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  /** Empty: all of the transaction. */
  public Optional<String> savepoint() {
    return findSimpleName(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("ROLLBACK").clause("TO SAVEPOINT", find(0));
  }
}
