package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code TRUNCATE TABLE t [CONTINUE IDENTITY | RESTART IDENTITY]}: deletes all rows; history keeps
 * them.
 *
 * <p>Operands: the table; whether its numbers are to begin again.
 */
public final class Truncate extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("TRUNCATE", SqlKind.OTHER, Truncate::new);

  public Truncate(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  public SqlIdentifier table() {
    return name(0);
  }

  public boolean restartsIdentity() {
    return flag(1);
  }

  @Override
  protected void print(Printer out) {
    out.words("TRUNCATE TABLE").node(table()).wordsIf(restartsIdentity(), "RESTART IDENTITY");
  }
}
