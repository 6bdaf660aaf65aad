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
 * {@code CREATE BRANCH [IF NOT EXISTS] b [FROM x] [AS OF ..] [ONLY 'world']}.
 *
 * <p>Operands: whether it may exist; its name; the branch it comes from; when it leaves that; the
 * world it is about.
 */
public final class CreateBranch extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("CREATE BRANCH", SqlKind.OTHER_DDL, CreateBranch::new);

  public CreateBranch(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 5, operands);
  }

  public boolean ifNotExists() {
    return flag(0);
  }

  public String name() {
    return simpleName(1);
  }

  /** Empty: the branch of the session. */
  public Optional<String> from() {
    return findSimpleName(2);
  }

  /** Empty: as it is now. */
  public Optional<Span.AsOf> asOf() {
    return find(3).map(Span.AsOf.class::cast);
  }

  /** The only world that it is about; empty: it is about all. */
  public Optional<String> only() {
    return findText(4);
  }

  @Override
  protected void print(Printer out) {
    out.words("CREATE BRANCH").wordsIf(ifNotExists(), "IF NOT EXISTS").node(get(1));
    out.clause("FROM", find(2)).node(asOf()).clause("ONLY", find(4));
  }
}
