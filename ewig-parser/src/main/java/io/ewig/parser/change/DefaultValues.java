package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code DEFAULT VALUES}: the source of an INSERT of one row that says nothing. */
public final class DefaultValues extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("DEFAULT VALUES", SqlKind.OTHER, DefaultValues::new);

  public DefaultValues(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 0, operands);
  }

  @Override
  protected void print(Printer out) {
    out.words("DEFAULT VALUES");
  }
}
