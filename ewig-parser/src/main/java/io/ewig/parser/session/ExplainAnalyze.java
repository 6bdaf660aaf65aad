package io.ewig.parser.session;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code EXPLAIN ANALYZE query}: runs a query, and tells what each step of it did.
 *
 * <p>Operand: the query.
 */
public final class ExplainAnalyze extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("EXPLAIN ANALYZE", SqlKind.OTHER, ExplainAnalyze::new);

  public ExplainAnalyze(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  public SqlNode statement() {
    return get(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("EXPLAIN ANALYZE").node(statement());
  }
}
