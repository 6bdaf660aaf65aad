package io.ewig.parser.time;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code t FOR PORTION OF VALID_TIME FROM a TO b}: the target of an UPDATE or DELETE that is to
 * change nothing outside of that period; an alias is outside.
 *
 * <p>Operands: the table; a; b.
 */
public final class Portion extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("PORTION", SqlKind.OTHER, Portion::new);

  public Portion(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public SqlNode table() {
    return get(0);
  }

  public SqlNode from() {
    return get(1);
  }

  /** The first moment that is not changed any more. */
  public SqlNode to() {
    return get(2);
  }

  @Override
  protected void print(Printer out) {
    out.node(table()).words("FOR PORTION OF VALID_TIME FROM").node(from()).words("TO").node(to());
  }
}
