package io.ewig.parser.branch;

import io.ewig.engine.merge.MergeStrategy;
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
 * {@code MERGE BRANCH b [AS OF ..] [INTO x] [USING strategy] [MESSAGE text]}.
 *
 * <p>Operands: b; when; x; the strategy; the message.
 */
public final class MergeBranch extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("MERGE BRANCH", SqlKind.OTHER, MergeBranch::new);

  public MergeBranch(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 5, operands);
  }

  public String source() {
    return simpleName(0);
  }

  public Optional<Span.AsOf> asOf() {
    return find(1).map(Span.AsOf.class::cast);
  }

  /** Empty: the branch of the session. */
  public Optional<String> into() {
    return findSimpleName(2);
  }

  public Optional<MergeStrategy> strategy() {
    return findWord(3, MergeStrategy.class);
  }

  public Optional<String> message() {
    return findText(4);
  }

  @Override
  protected void print(Printer out) {
    out.words("MERGE BRANCH").node(get(0)).node(asOf()).clause("INTO", find(2));
    strategy().ifPresent(how -> out.words("USING").words(how.text()));
    out.clause("MESSAGE", find(4));
  }
}
