package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code SET ROLE r | NONE}.
 *
 * <p>Operand: the role; null for none, which is all that the user has.
 */
public final class SetRole extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("SET ROLE", SqlKind.SET_OPTION, SetRole::new);

  public SetRole(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  public Optional<String> name() {
    return findSimpleName(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("SET ROLE").node(find(0)).wordsIf(find(0).isEmpty(), "NONE");
  }
}
