package io.ewig.calcite.plan.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JSON: {@code row_to_json(t)} and {@code json_agg(t)}, where {@code t} stands in FROM and
 * is no column, become objects of the columns of {@code t}; {@code row_to_json(ROW(..))} one with
 * members {@code f1}, {@code f2} and so on.
 */
final class WholeRows extends SqlShuttle {

  /** What gives the object itself. */
  private static final Set<String> CONVERTING = Set.of("row_to_json", "to_json", "to_jsonb");

  /** What makes JSON of values, of which a row can be one. */
  private static final Set<String> TAKING = Set.of("json_object", "json_array");

  private static final Set<SqlKind> GATHERING =
      Set.of(SqlKind.JSON_ARRAYAGG, SqlKind.JSON_OBJECTAGG);

  /** What stands in FROM. */
  interface Tables {

    boolean haveColumn(String name);

    /** The columns of what has that name there; null: nothing has. */
    @Nullable List<String> columnsOf(String name);
  }

  private final Tables tables;

  private WholeRows(Tables tables) {
    this.tables = tables;
  }

  /** In the select list and HAVING of a query whose FROM is known; queries within it are not. */
  static void in(SqlSelect select, Tables tables) {
    WholeRows rows = new WholeRows(tables);
    SqlNodeList items = select.getSelectList();
    for (int i = 0; i < items.size(); i++) {
      items.set(i, items.get(i).accept(rows));
    }
    SqlNode having = select.getHaving();
    if (having != null) {
      select.setHaving(having.accept(rows));
    }
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return call;
    }
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (CONVERTING.contains(name) && call.operandCount() == 1) {
      SqlNode object = object(call.operand(0));
      return object == null ? super.visit(call) : object;
    }
    if (TAKING.contains(name) || GATHERING.contains(call.getKind())) {
      for (int i = 0; i < call.operandCount(); i++) {
        SqlNode object = call.operand(i) == null ? null : object(call.operand(i));
        if (object != null) {
          call.setOperand(i, object);
        }
      }
    }
    return super.visit(call);
  }

  /** The row as an object; null: it is none. */
  private @Nullable SqlNode object(SqlNode operand) {
    SqlParserPos at = operand.getParserPosition();
    List<SqlNode> members = new ArrayList<>();
    members.add(SqlLiteral.createSymbol(SqlJsonConstructorNullClause.NULL_ON_NULL, at));
    if (operand.getKind() == SqlKind.ROW) {
      int number = 1;
      for (SqlNode value : ((SqlCall) operand).getOperandList()) {
        members.add(SqlLiteral.createCharString("f" + number++, at));
        members.add(value);
      }
      return SqlStdOperatorTable.JSON_OBJECT.createCall(at, members);
    }
    if (!(operand instanceof SqlIdentifier name)
        || !name.isSimple()
        || tables.haveColumn(name.getSimple())) {
      return null;
    }
    List<String> columns = tables.columnsOf(name.getSimple());
    if (columns == null) {
      return null;
    }
    for (String column : columns) {
      members.add(SqlLiteral.createCharString(column, at));
      members.add(new SqlIdentifier(List.of(name.getSimple(), column), at));
    }
    return SqlStdOperatorTable.JSON_OBJECT.createCall(at, members);
  }
}
