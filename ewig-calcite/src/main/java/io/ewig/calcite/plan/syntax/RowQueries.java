package io.ewig.calcite.plan.syntax;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.node.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * A row compared with that of a query, {@code (a, b) < (SELECT x, y ..)}, which Calcite does not
 * know: it becomes {@code (SELECT (a, b) < (x, y) FROM (SELECT x, y ..))}. Without a row that is
 * null, and two are refused, as it should be.
 */
public final class RowQueries {

  /** No text can name it, so nothing of the row is taken for a column of the query. */
  private static final String ALIAS = "$row";

  private RowQueries() {}

  public static boolean is(SqlCall call) {
    SqlKind kind = call.getKind();
    boolean isComparison =
        kind == SqlKind.EQUALS
            || kind == SqlKind.NOT_EQUALS
            || SqlKind.ORDER_COMPARISON.contains(kind);
    return isComparison
        && call.operand(0).getKind() == SqlKind.ROW
        && call.operand(1).isA(SqlKind.QUERY);
  }

  /**
   * The comparison within the query.
   *
   * @param isAggregate whether a call is one: within the query it would be about its rows
   */
  public static SqlNode of(SqlCall comparison, Predicate<SqlCall> isAggregate) {
    SqlCall row = comparison.operand(0);
    SqlCall aggregate = find(row, isAggregate);
    if (aggregate != null) {
      throw Place.of(aggregate)
          .error(
              ErrorCode.UNSUPPORTED,
              "a row with aggregates can't be compared with a query; put the aggregates into a query"
                  + " in FROM, and compare its columns");
    }
    requireWidth(row.operandCount(), comparison.operand(1));
    SqlParserPos at = comparison.getParserPosition();
    List<String> names = new ArrayList<>();
    List<SqlNode> columns = new ArrayList<>();
    for (int i = 0; i < row.operandCount(); i++) {
      names.add(ALIAS + i);
      columns.add(new SqlIdentifier(List.of(ALIAS, ALIAS + i), at));
    }
    SqlNode compared =
        comparison
            .getOperator()
            .createCall(at, row, SqlStdOperatorTable.ROW.createCall(at, columns));
    SqlNode rows = SyntaxTrees.named(comparison.operand(1), new SqlIdentifier(ALIAS, at), names);
    return SqlStdOperatorTable.SCALAR_QUERY.createCall(
        at, SyntaxTrees.select(SqlNodeList.of(compared), rows, null));
  }

  /** Of other queries, Calcite finds out. */
  private static void requireWidth(int width, SqlNode query) {
    boolean isCounted =
        query instanceof SqlSelect select
            && select.getSelectList().stream().noneMatch(RowQueries::isStar);
    if (isCounted && ((SqlSelect) query).getSelectList().size() != width) {
      throw Place.of(query)
          .error(
              ErrorCode.TYPE_MISMATCH,
              "a row of "
                  + width
                  + " values is compared with a query of "
                  + ((SqlSelect) query).getSelectList().size()
                  + " columns; let both have as many");
    }
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar();
  }

  private static @Nullable SqlCall find(SqlNode node, Predicate<SqlCall> wanted) {
    try {
      node.accept(
          new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (call.isA(SqlKind.QUERY)) {
                return null; // its aggregates are its own
              } else if (wanted.test(call)) {
                throw new Util.FoundOne(call);
              }
              return super.visit(call);
            }
          });
      return null;
    } catch (Util.FoundOne found) {
      return (SqlCall) found.getNode();
    }
  }
}
