package io.ewig.calcite.moment;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
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
 *
 * <p>Several go on together, as in PostgreSQL: those that have come to their end give null until
 * the last one has. Each is an array then, and they are unnested side by side.
 */
final class RowsInSelect extends SqlShuttle {

  /** No table has these names. */
  private static final String ALIAS = "rows of functions";

  private static final String LISTS = "lists of functions";

  private final Predicate<String> functions;
  private final List<SqlBasicCall> found = new ArrayList<>();
  private @Nullable SqlNode window;

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
      SqlNode given = items.get(i);
      SqlNode item = given.accept(search);
      boolean isWhole = item instanceof SqlIdentifier && given instanceof SqlBasicCall;
      if (item != null) {
        items.set(i, isWhole ? SyntaxTrees.named(item, RowFunctions.name((SqlCall) given)) : item);
      }
    }
    if (!search.found.isEmpty()) {
      search.requireNoWindows(select);
      select.setFrom(beside(select.getFrom(), search.rows()));
    }
  }

  /** A window function is about the rows before they are made more, which FROM has no more. */
  private void requireNoWindows(SqlSelect select) {
    SqlNode place = window == null ? select.getQualify() : window;
    if (place != null) {
      String name = RowFunctions.name(found.get(0));
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "a window function can't stand in a SELECT whose list has "
              + name
              + ", which gives rows"
              + Place.of(place).behind()
              + "; compute it before: SELECT q.*, "
              + name
              + "(...) FROM (SELECT ..., f(...) OVER (...) FROM ...) AS q");
    }
  }

  /** Those of a query within are its own. */
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.OVER) {
      window = call;
      return call;
    }
    if (call.isA(SqlKind.QUERY)) {
      return call;
    }
    if (!(call instanceof SqlBasicCall basic) || !givesRows(basic)) {
      return super.visit(call);
    }
    RowFunctions rows = RowFunctions.of(basic);
    SqlParserPos pos = call.getParserPosition();
    if (rows != null && rows.arrays().size() > 1) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          RowFunctions.name(basic) + " gives rows of several columns; put it into FROM");
    }
    return new SqlIdentifier(List.of(ALIAS, column(known(basic))), pos);
  }

  /** The place of a call; one that stands there twice is one. */
  private int known(SqlBasicCall call) {
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).equalsDeep(call, Litmus.IGNORE)) {
        return i;
      }
    }
    found.add(call);
    return found.size() - 1;
  }

  private String column(int place) {
    String name = RowFunctions.name(found.get(place));
    boolean isFirst =
        found.subList(0, place).stream().noneMatch(f -> RowFunctions.name(f).equals(name));
    return isFirst ? name : name + " " + (place + 1);
  }

  private boolean givesRows(SqlBasicCall call) {
    return call.getKind() == SqlKind.UNNEST
        || RowFunctions.of(call) != null
        || (call.getOperator() instanceof SqlFunction && functions.test(RowFunctions.name(call)));
  }

  /** What stands in FROM for the calls. */
  private SqlNode rows() {
    SqlBasicCall first = found.get(0);
    SqlParserPos pos = first.getParserPosition();
    if (found.size() > 1) {
      return sideBySide(pos);
    }
    RowFunctions of = RowFunctions.of(first);
    SqlNode rows = of == null ? first : of.unnest(first);
    return columns(
        rows.getKind() == SqlKind.UNNEST
            ? rows
            : SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, rows));
  }

  /** {@code LATERAL (SELECT r.* FROM (SELECT array AS a, ..) AS l, UNNEST(l.a, ..) AS r)}. */
  private SqlNode sideBySide(SqlParserPos pos) {
    SqlNodeList lists = new SqlNodeList(pos);
    List<SqlNode> arrays = new ArrayList<>();
    for (SqlBasicCall call : found) {
      arrays.add(new SqlIdentifier(List.of(LISTS, column(lists.size())), pos));
      lists.add(SyntaxTrees.named(array(call), column(lists.size())));
    }
    SqlNode row = SyntaxTrees.named(SyntaxTrees.select(lists, null, null), LISTS);
    SqlNode elements = columns(SqlStdOperatorTable.UNNEST.createCall(pos, arrays));
    SqlIdentifier all = SqlIdentifier.star(List.of(ALIAS, ""), pos, List.of(pos, pos));
    SqlNode query =
        SyntaxTrees.select(SqlNodeList.of(all), ArgumentQueries.beside(row, elements), null);
    return SyntaxTrees.named(SqlStdOperatorTable.LATERAL.createCall(pos, query), ALIAS);
  }

  private static SqlNode array(SqlBasicCall call) {
    RowFunctions of = RowFunctions.of(call);
    SqlBasicCall unnest = of == null ? call : of.unnest(call);
    SqlParserPos pos = call.getParserPosition();
    return unnest.getKind() == SqlKind.UNNEST
        ? unnest.operand(0)
        : SqlStdOperatorTable.ARRAY_QUERY.createCall(
            pos,
            SyntaxTrees.select(
                SqlNodeList.of(SqlIdentifier.star(pos)),
                SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos, call),
                null));
  }

  private SqlNode columns(SqlNode rows) {
    return SyntaxTrees.named(
        rows,
        new SqlIdentifier(ALIAS, rows.getParserPosition()),
        IntStream.range(0, found.size()).mapToObj(this::column).toList());
  }

  private static SqlNode beside(@Nullable SqlNode from, SqlNode rows) {
    return from == null ? rows : ArgumentQueries.beside(from, rows);
  }
}
