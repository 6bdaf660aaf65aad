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
 * {@code RESET name | ALL}.
 *
 * <p>Operand: the name, null for all.
 */
public final class ResetSetting extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("RESET", SqlKind.OTHER, ResetSetting::new);

  public ResetSetting(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 1, operands);
  }

  /** Empty: all settings. */
  public Optional<String> name() {
    return findSimpleName(0);
  }

  @Override
  protected void print(Printer out) {
    out.words("RESET").node(find(0)).wordsIf(find(0).isEmpty(), "ALL");
  }
}
