package io.ewig.parser.definition;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALTER SEQUENCE [IF EXISTS] s options | RENAME TO t}.
 *
 * <p>Operands: whether it may be missing; its name; the options; the new name.
 */
public final class AlterSequence extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("ALTER SEQUENCE", SqlKind.OTHER_DDL, AlterSequence::new);

  public AlterSequence(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 4, operands);
  }

  public boolean ifExists() {
    return flag(0);
  }

  public SqlIdentifier name() {
    return name(1);
  }

  /** With a new name there are none. */
  public SequenceOptions options() {
    return (SequenceOptions) get(2);
  }

  public Optional<String> newName() {
    return findSimpleName(3);
  }

  @Override
  protected void print(Printer out) {
    out.words("ALTER SEQUENCE").wordsIf(ifExists(), "IF EXISTS").node(name());
    out.node(options()).clause("RENAME TO", find(3));
  }
}
