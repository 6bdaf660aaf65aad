package io.ewig.parser.branch;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import io.ewig.parser.time.Span;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code RESET BRANCH b TO [x] [AS OF ..]}.
 *
 * <p>Operands: b; the branch it is to be like, null for itself; when.
 */
public final class ResetBranch extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("RESET BRANCH", SqlKind.OTHER_DDL, ResetBranch::new);

  public ResetBranch(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public String name() {
    return simpleName(0);
  }

  /** Empty: the branch itself, at another moment. */
  public Optional<String> to() {
    return findSimpleName(1);
  }

  public Optional<Span.AsOf> asOf() {
    return find(2).map(Span.AsOf.class::cast);
  }

  @Override
  protected void print(Printer out) {
    out.words("RESET BRANCH").node(get(0)).words("TO").node(find(1)).node(asOf());
  }
}
