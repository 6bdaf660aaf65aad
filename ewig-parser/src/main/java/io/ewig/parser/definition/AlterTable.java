package io.ewig.parser.definition;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALTER TABLE [IF EXISTS] t change, change}.
 *
 * <p>Operands: whether it may be missing; its name; the changes.
 */
public final class AlterTable extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("ALTER TABLE", SqlKind.OTHER_DDL, AlterTable::new);

  public AlterTable(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public boolean ifExists() {
    return flag(0);
  }

  public SqlIdentifier table() {
    return name(1);
  }

  /** All or none is done. */
  public List<TableChange> changes() {
    return list(2, TableChange.class);
  }

  @Override
  protected void print(Printer out) {
    out.words("ALTER TABLE").wordsIf(ifExists(), "IF EXISTS").node(table()).list(changes());
  }
}
