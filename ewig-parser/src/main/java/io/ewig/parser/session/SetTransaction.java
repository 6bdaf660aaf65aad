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
 * {@code SET TRANSACTION ..} and {@code SET SESSION CHARACTERISTICS AS TRANSACTION ..}.
 *
 * <p>Operands: whether it is about all transactions to come; whether they only read; the isolation.
 */
public final class SetTransaction extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("SET TRANSACTION", SqlKind.OTHER, SetTransaction::new);

  public SetTransaction(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  /** Whether it is about all transactions to come, not only the one that is running. */
  public boolean isForSession() {
    return flag(0);
  }

  public Optional<Boolean> isReadOnly() {
    return find(1).map(read -> flag(1));
  }

  public Optional<Isolation> isolation() {
    return findWord(2, Isolation.class);
  }

  @Override
  protected void print(Printer out) {
    out.words(isForSession() ? "SET SESSION CHARACTERISTICS AS TRANSACTION" : "SET TRANSACTION");
    TransactionModes.print(out, isReadOnly(), isolation());
  }
}
