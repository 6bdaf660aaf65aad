package io.ewig.parser.time;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code t FOR BRANCH b FOR SYSTEM_TIME .. FOR VALID_TIME ..}: a table, view or common table
 * expression on some branch at some time; an alias is outside.
 *
 * <p>Operands: the table; the branch; the span of system time; the span of valid time. At least one
 * of the last three is there.
 */
public final class TableAt extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("TABLE AT", SqlKind.OTHER, TableAt::new);

  public TableAt(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 4, operands);
  }

  /** An identifier, perhaps with hints. */
  public SqlNode table() {
    return get(0);
  }

  public Optional<SqlNode> branch() {
    return find(1);
  }

  public Optional<Span> systemTime() {
    return find(2).map(Span.class::cast);
  }

  public Optional<Span> validTime() {
    return find(3).map(Span.class::cast);
  }

  @Override
  protected void print(Printer out) {
    out.node(table())
        .clause("FOR BRANCH", branch())
        .clause("FOR SYSTEM_TIME", systemTime())
        .clause("FOR VALID_TIME", validTime());
  }
}
