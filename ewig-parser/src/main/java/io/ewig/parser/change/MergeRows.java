package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code MERGE INTO t [alias] USING source ON condition WHEN ..}.
 *
 * <p>Operands: the table; the alias; the source; the condition; the WHEN clauses.
 */
public final class MergeRows extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("MERGE INTO", SqlKind.OTHER, MergeRows::new);

  public MergeRows(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 5, operands);
  }

  public SqlIdentifier table() {
    return name(0);
  }

  public Optional<String> alias() {
    return findSimpleName(1);
  }

  /** A table reference, perhaps with an alias. */
  public SqlNode source() {
    return get(2);
  }

  void setSource(SqlNode source) {
    setOperand(2, source);
  }

  public SqlNode condition() {
    return get(3);
  }

  /** The first one that fits a row applies to it. */
  public List<WhenClause> clauses() {
    return list(4, WhenClause.class);
  }

  @Override
  protected void print(Printer out) {
    out.words("MERGE INTO").node(table()).clause("AS", find(1));
    out.words("USING").node(source()).words("ON").node(condition());
    clauses().forEach(out::node);
  }
}
