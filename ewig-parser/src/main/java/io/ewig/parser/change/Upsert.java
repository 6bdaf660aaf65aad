package io.ewig.parser.change;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code INSERT .. ON CONFLICT [(columns) | ON CONSTRAINT key] DO NOTHING | DO UPDATE SET .. [WHERE
 * ..]}.
 *
 * <p>Operands: the insert; the columns of the key; the columns to set and their new values, null
 * for DO NOTHING; the condition; the name of the key.
 */
public final class Upsert extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("ON CONFLICT", SqlKind.OTHER, Upsert::new);

  public Upsert(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 6, operands);
  }

  public SqlInsert insert() {
    return (SqlInsert) get(0);
  }

  /** The columns of the key in question; empty: any key. */
  public List<SqlIdentifier> keyColumns() {
    return list(1, SqlIdentifier.class);
  }

  public boolean doesNothing() {
    return find(2).isEmpty();
  }

  public List<SqlIdentifier> columns() {
    return list(2, SqlIdentifier.class);
  }

  /** As many as columns; what the insert would have written is called {@code excluded}. */
  public SqlNodeList values() {
    return list(3);
  }

  public Optional<SqlNode> condition() {
    return find(4);
  }

  /** The name of the key in question, if that is how it is said. */
  public Optional<String> constraint() {
    return findSimpleName(5);
  }

  @Override
  protected void print(Printer out) {
    out.node(insert()).words("ON CONFLICT");
    if (!keyColumns().isEmpty()) {
      out.parentheses(keyColumns());
    }
    out.clause("ON CONSTRAINT", find(5));
    if (doesNothing()) {
      out.words("DO NOTHING");
    } else {
      out.words("DO UPDATE SET").assignments(columns(), values()).clause("WHERE", condition());
    }
  }
}
