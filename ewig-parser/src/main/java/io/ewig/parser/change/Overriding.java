package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code OVERRIDING SYSTEM | USER VALUE ..}: the source of an INSERT, and whose numbers hold in
 * columns that count by themselves.
 *
 * <p>Operands: whether those of the source; the source.
 */
public final class Overriding extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("OVERRIDING", SqlKind.OTHER, Overriding::new);

  public Overriding(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  /** Whether the numbers of the source take the place of the system's, rather than the reverse. */
  public boolean isOfSystem() {
    return flag(0);
  }

  public SqlNode source() {
    return get(1);
  }

  @Override
  protected void print(Printer out) {
    out.words(isOfSystem() ? "OVERRIDING SYSTEM VALUE" : "OVERRIDING USER VALUE").node(source());
  }
}
