package io.ewig.parser.branch;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code COMPLETE | ABANDON MERGE id}: one that waits.
 *
 * <p>Operands: whether it is to be completed; the id.
 */
public final class EndMerge extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("END MERGE", SqlKind.OTHER, EndMerge::new);

  public EndMerge(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  /** Whether it is to become a commit; else nothing is merged. */
  public boolean isCompleted() {
    return flag(0);
  }

  /** A text or a parameter; empty: the only merge that waits. */
  public Optional<SqlNode> merge() {
    return find(1);
  }

  @Override
  protected void print(Printer out) {
    out.words(isCompleted() ? "COMPLETE MERGE" : "ABANDON MERGE").node(merge());
  }
}
