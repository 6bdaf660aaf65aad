package io.ewig.parser.access;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What a right is about: {@code SCHEMA s}, {@code TABLE t}, {@code WORLD 'p'}, {@code BRANCH 'p'},
 * {@code DATABASE}.
 *
 * <p>Operands: the kind; the name or pattern, null for the database.
 */
public final class GrantedThing extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("ON", SqlKind.OTHER, GrantedThing::new);

  /** What there is. */
  public enum Kind {
    SCHEMA,
    TABLE,
    WORLD,
    BRANCH,
    DATABASE
  }

  public GrantedThing(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 2, operands);
  }

  public Kind kind() {
    return word(0, Kind.class);
  }

  /** Of a schema or table. */
  public SqlIdentifier identifier() {
    return name(1);
  }

  /** Of worlds or branches. */
  public String pattern() {
    return simpleName(1);
  }

  @Override
  protected void print(Printer out) {
    out.words(kind().name());
    if (kind() == Kind.WORLD) {
      out.node(SqlLiteral.createCharString(pattern(), SqlParserPos.ZERO));
    } else {
      out.node(find(1));
    }
  }
}
