package io.ewig.parser.session;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code BEGIN | START TRANSACTION [READ ONLY | READ WRITE] [ISOLATION LEVEL ..]}.
 *
 * <p>Operands: whether it only reads; the isolation.
 */
public final class Begin extends Node {

  private static final NodeOperator OPERATOR = new NodeOperator("BEGIN", SqlKind.OTHER, Begin::new);

  public Begin(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  /** Empty: as the session says. */
  public Optional<Boolean> isReadOnly() {
    return find(0).map(read -> flag(0));
  }

  public Optional<Isolation> isolation() {
    return findWord(1, Isolation.class);
  }

  @Override
  protected void print(Printer out) {
    out.words("START TRANSACTION");
    TransactionModes.print(out, isReadOnly(), isolation());
  }
}
