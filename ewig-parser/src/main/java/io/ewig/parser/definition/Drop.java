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
 * {@code DROP TABLE | VIEW | INDEX | SCHEMA | SEQUENCE [IF EXISTS] a, b [CASCADE | RESTRICT]}.
 *
 * <p>Operands: what kind of thing; whether it may be missing; the names; whether what depends on it
 * goes too.
 */
public final class Drop extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("DROP", SqlKind.OTHER_DDL, Drop::new);

  public Drop(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 4, operands);
  }

  public ObjectKind kind() {
    return word(0, ObjectKind.class);
  }

  public boolean ifExists() {
    return flag(1);
  }

  public List<SqlIdentifier> names() {
    return list(2, SqlIdentifier.class);
  }

  public boolean isCascade() {
    return flag(3);
  }

  @Override
  protected void print(Printer out) {
    out.words("DROP").words(kind().name()).wordsIf(ifExists(), "IF EXISTS").list(names());
    out.wordsIf(isCascade(), "CASCADE");
  }
}
