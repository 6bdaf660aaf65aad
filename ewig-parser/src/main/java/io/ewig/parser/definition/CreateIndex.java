package io.ewig.parser.definition;

import io.ewig.parser.grammar.ParseException;
import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE [UNIQUE] INDEX [IF NOT EXISTS] [n] ON t (columns [ASC | DESC])}.
 *
 * <p>Operands: whether it is unique; whether it may exist; its name; the table; the columns.
 */
public final class CreateIndex extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("CREATE INDEX", SqlKind.OTHER_DDL, CreateIndex::new);

  public CreateIndex(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 5, operands);
  }

  /** There is one kind of index, which is PostgreSQL's usual one, too. */
  public static void requireKnown(SqlIdentifier method) throws ParseException {
    if (!method.getSimple().equals("btree")) {
      throw new ParseException(
          "there is no index '" + method.getSimple() + "'; leave USING out, or say btree");
    }
  }

  public boolean isUnique() {
    return flag(0);
  }

  public boolean ifNotExists() {
    return flag(1);
  }

  /** Empty: one is to be made up. */
  public Optional<SqlIdentifier> name() {
    return find(2).map(SqlIdentifier.class::cast);
  }

  public SqlIdentifier table() {
    return name(3);
  }

  /** Identifiers, in a call of DESC where the order is descending. */
  public SqlNodeList columns() {
    return list(4);
  }

  @Override
  protected void print(Printer out) {
    out.words(isUnique() ? "CREATE UNIQUE INDEX" : "CREATE INDEX");
    out.wordsIf(ifNotExists(), "IF NOT EXISTS").node(name()).words("ON").node(table());
    out.parentheses(columns());
  }
}
