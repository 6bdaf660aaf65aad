package io.ewig.parser.definition;

import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE TABLE [IF NOT EXISTS] t (columns, constraints, LIKE u) [MERGE DELETE | UPDATE WINS]
 * [AS query [WITH NO DATA]]}.
 *
 * <p>Operands: whether it may exist; its name; the columns; the constraints; the tables that it is
 * like; the query; whether deletions win, if that is said; whether the query's rows are left out.
 * Constraints that were written at a column are among the others.
 */
public final class CreateTable extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("CREATE TABLE", SqlKind.OTHER_DDL, CreateTable::new);

  public CreateTable(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 8, operands);
  }

  public boolean ifNotExists() {
    return flag(0);
  }

  public SqlIdentifier name() {
    return name(1);
  }

  /** With a query these may lack, or have no types. */
  public List<ColumnDefinition> columns() {
    return list(2, ColumnDefinition.class);
  }

  public List<Constraint> constraints() {
    return list(3, Constraint.class);
  }

  /** In the order of their places. */
  public List<LikeTable> models() {
    return list(4, LikeTable.class);
  }

  public Optional<SqlNode> query() {
    return find(5);
  }

  /** Whether who deletes a row takes away what others did to it without his knowing, too. */
  public Optional<Boolean> deletionsWin() {
    return find(6).map(said -> flag(6));
  }

  /** Whether the query says what columns there are, and no more. */
  public boolean isWithoutRows() {
    return flag(7);
  }

  @Override
  protected void print(Printer out) {
    out.words("CREATE TABLE").wordsIf(ifNotExists(), "IF NOT EXISTS").node(name());
    List<SqlNode> elements = new ArrayList<>(columns());
    List<LikeTable> models = models();
    for (int i = models.size() - 1; i >= 0; i--) {
      elements.add(models.get(i).place(), models.get(i));
    }
    elements.addAll(constraints());
    if (!elements.isEmpty()) {
      out.parentheses(elements);
    }
    deletionsWin()
        .ifPresent(wins -> out.words("MERGE").words(wins ? "DELETE WINS" : "UPDATE WINS"));
    out.clause("AS", query());
    out.wordsIf(isWithoutRows(), "WITH NO DATA");
  }
}
