package io.ewig.calcite.moment;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT a, generate_series(1, b) FROM t}: a function that gives rows moves from the select
 * list to FROM, behind what stands there, and its column takes its place.
 */
final class RowsInSelect extends SqlShuttle {

  private final Predicate<String> functions;
  private @Nullable SqlBasicCall found;

  private RowsInSelect(Predicate<String> functions) {
    this.functions = functions;
  }

  /**
   * @param functions whether one of that name gives rows
   */
  static void move(SqlSelect select, Predicate<String> functions) {
    RowsInSelect search = new RowsInSelect(functions);
    SqlNodeList items = select.getSelectList();
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i).accept(search);
      if (item != null) {
        items.set(i, item);
      }
    }
    SqlBasicCall call = search.found;
    if (call != null) {
      select.setFrom(beside(select.getFrom(), call));
    }
  }

  /** Those of a query within are its own. */
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER) {
      return call;
    }
    if (!(call instanceof SqlBasicCall basic) || !givesRows(basic)) {
      return super.visit(call);
    }
    if (found != null && !found.equalsDeep(call, Litmus.IGNORE)) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "one function that gives rows can stand in a select list; put the others into FROM");
    }
    found = basic;
    String name = name(basic);
    return new SqlIdentifier(List.of(alias(name), name), call.getParserPosition());
  }

  private boolean givesRows(SqlBasicCall call) {
    return call.getKind() == SqlKind.UNNEST
        || (call.getOperator() instanceof SqlFunction && functions.test(name(call)));
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().toLowerCase(Locale.ROOT);
  }

  /** No table has this name. */
  private static String alias(String function) {
    return "rows of " + function;
  }

  private static SqlNode beside(@Nullable SqlNode from, SqlBasicCall call) {
    SqlParserPos pos = call.getParserPosition();
    SqlNode rows =
        call.getKind() == SqlKind.UNNEST
            ? call
            : SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, call);
    String name = name(call);
    SqlNode named =
        SqlStdOperatorTable.AS.createCall(
            pos, rows, new SqlIdentifier(alias(name), pos), new SqlIdentifier(name, pos));
    return from == null
        ? named
        : new SqlJoin(
            pos,
            from,
            SqlLiteral.createBoolean(false, pos),
            JoinType.COMMA.symbol(pos),
            named,
            JoinConditionType.NONE.symbol(pos),
            null);
  }
}
