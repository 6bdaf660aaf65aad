package io.ewig.parser.definition;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code START WITH n INCREMENT BY n MINVALUE n MAXVALUE n CYCLE RESTART WITH n}, in any order.
 *
 * <p>Operands: start; increment; least; greatest; whether it cycles; the number to go on with.
 */
public final class SequenceOptions extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("SEQUENCE OPTIONS", SqlKind.OTHER, SequenceOptions::new);

  public SequenceOptions(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 6, operands);
  }

  public Optional<Long> start() {
    return findNumber(0);
  }

  public Optional<Long> increment() {
    return findNumber(1);
  }

  public Optional<Long> least() {
    return findNumber(2);
  }

  public Optional<Long> greatest() {
    return findNumber(3);
  }

  /** Empty: not said. */
  public Optional<Boolean> isCycle() {
    return find(4).map(cycle -> flag(4));
  }

  /** The number to go on with, of an ALTER SEQUENCE. */
  public Optional<Long> restart() {
    return findNumber(5);
  }

  @Override
  protected void print(Printer out) {
    out.clause("START WITH", find(0)).clause("INCREMENT BY", find(1));
    out.clause("MINVALUE", find(2)).clause("MAXVALUE", find(3));
    isCycle().ifPresent(cycle -> out.words(cycle ? "CYCLE" : "NO CYCLE"));
    out.clause("RESTART WITH", find(5));
  }
}
