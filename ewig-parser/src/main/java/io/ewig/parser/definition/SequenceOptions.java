package io.ewig.parser.definition;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code START WITH n INCREMENT BY n MINVALUE n MAXVALUE n CYCLE RESTART WITH n AS type}, in any
 * order; what is said twice holds as it was said last.
 *
 * <p>Operands: start; increment; least and greatest, each a number or FALSE for NO; whether it
 * cycles; the number to go on with, or TRUE for the start; the type of its numbers.
 */
public final class SequenceOptions extends Node {

  /** Of operands. */
  public static final int COUNT = 7;

  private static final NodeOperator OPERATOR =
      new NodeOperator("SEQUENCE OPTIONS", SqlKind.OTHER, SequenceOptions::new);

  public SequenceOptions(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, COUNT, operands);
  }

  public Optional<Long> start() {
    return findNumber(0);
  }

  public Optional<Long> increment() {
    return findNumber(1);
  }

  public Optional<Long> least() {
    return isFlag(2) ? Optional.empty() : findNumber(2);
  }

  /** Whether NO MINVALUE was said. */
  public boolean hasNoLeast() {
    return isFlag(2);
  }

  public Optional<Long> greatest() {
    return isFlag(3) ? Optional.empty() : findNumber(3);
  }

  /** Whether NO MAXVALUE was said. */
  public boolean hasNoGreatest() {
    return isFlag(3);
  }

  /** Empty: not said. */
  public Optional<Boolean> isCycle() {
    return find(4).map(cycle -> flag(4));
  }

  /** Whether it is to begin anew. */
  public boolean isRestart() {
    return find(5).isPresent();
  }

  /** The number to begin anew with, if it is not the start. */
  public Optional<Long> restart() {
    return isFlag(5) ? Optional.empty() : findNumber(5);
  }

  /** The type whose numbers it gives. */
  public Optional<SqlNode> type() {
    return find(6);
  }

  private boolean isFlag(int operand) {
    return find(operand)
        .filter(node -> ((SqlLiteral) node).getTypeName() == SqlTypeName.BOOLEAN)
        .isPresent();
  }

  @Override
  protected void print(Printer out) {
    out.clause("START WITH", find(0)).clause("INCREMENT BY", find(1));
    bound(out, "MINVALUE", 2);
    bound(out, "MAXVALUE", 3);
    isCycle().ifPresent(cycle -> out.words(cycle ? "CYCLE" : "NO CYCLE"));
    if (isFlag(5)) {
      out.words("RESTART");
    } else {
      out.clause("RESTART WITH", find(5));
    }
    out.clause("AS", type());
  }

  private void bound(Printer out, String word, int operand) {
    if (isFlag(operand)) {
      out.words("NO " + word);
    } else {
      out.clause(word, find(operand));
    }
  }
}
