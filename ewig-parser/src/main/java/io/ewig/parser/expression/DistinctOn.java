package io.ewig.parser.expression;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.TreeCopy;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT DISTINCT ON (a) ..}: of the rows that are alike in {@code a}, the first by the
 * query's ORDER BY. It becomes {@code QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY ..) = 1}.
 */
public final class DistinctOn {

  private DistinctOn() {}

  /** Puts the condition into a query; its order comes later. */
  public static void add(SqlSelect query, @Nullable SqlNodeList keys) {
    if (keys == null) {
      return;
    }
    SqlParserPos pos = keys.getParserPosition();
    SqlNode first = new First(resolved(keys, query), pos);
    SqlNode qualify = query.getQualify();
    query.setQualify(
        qualify == null ? first : SqlStdOperatorTable.AND.createCall(pos, qualify, first));
  }

  /** Tells a query, if it is one of these, by what order its rows are the first. */
  public static void order(SqlNode query, @Nullable SqlNodeList order) {
    if (order == null || !(query instanceof SqlSelect select) || select.getQualify() == null) {
      return;
    }
    SqlNode qualify = select.getQualify();
    if (qualify.getKind() == SqlKind.AND) {
      qualify = ((SqlCall) qualify).operand(1);
    }
    if (qualify instanceof First first) {
      first.window.setOrderList(resolved(order, select));
    }
  }

  /** The same expressions, with those of the select list for its names and numbers. */
  private static SqlNodeList resolved(SqlNodeList items, SqlSelect query) {
    List<SqlNode> resolved = new ArrayList<>();
    items.forEach(item -> resolved.add(resolved(item, query.getSelectList())));
    return new SqlNodeList(resolved, items.getParserPosition());
  }

  private static SqlNode resolved(SqlNode item, SqlNodeList list) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall call = (SqlCall) item;
        yield call.getOperator()
            .createCall(call.getParserPosition(), resolved(call.operand(0), list));
      }
      case IDENTIFIER -> named((SqlIdentifier) item, list);
      case LITERAL -> item instanceof SqlNumericLiteral number ? numbered(number, list) : item;
      default -> TreeCopy.of(item);
    };
  }

  private static SqlNode named(SqlIdentifier name, SqlNodeList list) {
    for (SqlNode item : list) {
      if (name.isSimple()
          && item.getKind() == SqlKind.AS
          && ((SqlCall) item).operand(1).toString().equals(name.getSimple())) {
        return TreeCopy.of(((SqlCall) item).operand(0));
      }
    }
    return TreeCopy.of(name);
  }

  private static SqlNode numbered(SqlNumericLiteral number, SqlNodeList list) {
    long place = number.isInteger() ? number.longValue(true) : 0;
    if (place < 1 || place > list.size() || isStar(list.get((int) place - 1))) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR,
          "DISTINCT ON: there is no expression number " + number + " in the select list");
    }
    SqlNode item = list.get((int) place - 1);
    return TreeCopy.of(item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item);
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar();
  }

  /** {@code ROW_NUMBER() OVER (PARTITION BY keys) = 1}, whose order is not known yet. */
  private static final class First extends SqlBasicCall {

    private final SqlWindow window;

    First(SqlNodeList keys, SqlParserPos pos) {
      this(
          SqlWindow.create(
              null,
              null,
              keys,
              SqlNodeList.EMPTY,
              SqlLiteral.createBoolean(false, pos),
              null,
              null,
              null,
              pos),
          pos);
    }

    private First(SqlWindow window, SqlParserPos pos) {
      super(
          SqlStdOperatorTable.EQUALS,
          List.of(
              SqlStdOperatorTable.OVER.createCall(
                  pos, SqlStdOperatorTable.ROW_NUMBER.createCall(pos), window),
              SqlLiteral.createExactNumeric("1", pos)),
          pos);
      this.window = window;
    }
  }
}
