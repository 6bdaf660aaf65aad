package io.ewig.parser.branch;

import io.ewig.engine.merge.MergeStrategy;
import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CHERRY PICK | REVERT COMMIT id [ON | INTO b] [MESSAGE text]}.
 *
 * <p>Operands: the strategy; the id; b; the message.
 */
public final class ApplyCommit extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("APPLY COMMIT", SqlKind.OTHER, ApplyCommit::new);

  public ApplyCommit(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 4, operands);
  }

  /** CHERRY_PICK or REVERT. */
  public MergeStrategy how() {
    return word(0, MergeStrategy.class);
  }

  /** A text or a parameter. */
  public SqlNode commit() {
    return get(1);
  }

  /** Empty: the branch of the session. */
  public Optional<String> branch() {
    return findSimpleName(2);
  }

  public Optional<String> message() {
    return findText(3);
  }

  @Override
  protected void print(Printer out) {
    out.words(how() == MergeStrategy.REVERT ? "REVERT COMMIT" : "CHERRY PICK COMMIT");
    out.node(commit()).clause("ON", find(2)).clause("MESSAGE", find(3));
  }
}
