package io.ewig.parser.definition;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE SEQUENCE [IF NOT EXISTS] s options}.
 *
 * <p>Operands: whether it may exist; its name; the options.
 */
public final class CreateSequence extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("CREATE SEQUENCE", SqlKind.OTHER_DDL, CreateSequence::new);

  public CreateSequence(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public boolean ifNotExists() {
    return flag(0);
  }

  public SqlIdentifier name() {
    return name(1);
  }

  public SequenceOptions options() {
    return (SequenceOptions) get(2);
  }

  @Override
  protected void print(Printer out) {
    out.words("CREATE SEQUENCE").wordsIf(ifNotExists(), "IF NOT EXISTS").node(name());
    out.node(options());
  }
}
