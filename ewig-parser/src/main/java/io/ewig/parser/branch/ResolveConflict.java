package io.ewig.parser.branch;

import io.ewig.engine.merge.Resolution;
import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code RESOLVE CONFLICT id | ALL CONFLICTS [OF MERGE id] USING OURS | THEIRS | BASE | VALUE x}.
 *
 * <p>Operands: the id of the conflict, null for all; the id of the merge; whose value; x.
 */
public final class ResolveConflict extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("RESOLVE CONFLICT", SqlKind.OTHER, ResolveConflict::new);

  public ResolveConflict(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 4, operands);
  }

  /** A text or a parameter; empty: all that are open. */
  public Optional<SqlNode> conflict() {
    return find(0);
  }

  /** A text or a parameter; empty: of the only merge that waits. */
  public Optional<SqlNode> merge() {
    return find(1);
  }

  public Resolution.Take take() {
    return word(2, Resolution.Take.class);
  }

  /** What it is to be, if not what a side has. */
  public Optional<SqlNode> value() {
    return find(3);
  }

  @Override
  protected void print(Printer out) {
    out.words("RESOLVE").wordsIf(conflict().isEmpty(), "ALL CONFLICTS");
    out.clause("CONFLICT", conflict()).clause("OF MERGE", merge());
    out.words("USING").words(take().name()).node(value());
  }
}
