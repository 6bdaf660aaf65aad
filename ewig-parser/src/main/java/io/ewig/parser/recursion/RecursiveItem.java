package io.ewig.parser.recursion;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import io.ewig.parser.node.Selects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A query of WITH RECURSIVE with columns that are computed on the way: {@code r (a) AS (seed UNION
 * ALL step)} becomes
 *
 * <pre>
 * r (a, c) AS (
 *   SELECT each.a, start FROM (seed) AS each (a)
 *   UNION ALL
 *   SELECT each.a, next FROM (step, with r.c behind its columns) AS each (a, c))
 * </pre>
 */
public final class RecursiveItem {

  private static final String EACH = "each";

  private final SqlIdentifier name;
  private final SqlBasicCall union;
  private final SqlNodeList columns;
  private final List<ComputedColumn> computed = new ArrayList<>();
  private final @Nullable CycleClause cycle;

  private RecursiveItem(
      SqlIdentifier name,
      SqlNodeList columns,
      SqlBasicCall union,
      @Nullable SearchClause search,
      @Nullable CycleClause cycle) {
    this.name = name;
    this.columns = columns;
    this.union = union;
    this.cycle = cycle;
    if (search != null) {
      requireColumns("SEARCH", search.by());
      computed.add(search.column());
    }
    if (cycle != null) {
      requireColumns("CYCLE", cycle.of());
      computed.add(cycle.markColumn());
      computed.add(cycle.pathColumn());
    }
    requireOwnNames();
  }

  /**
   * @param columns names of its columns, if they are said
   * @param search none or one
   * @param cycle none or one
   */
  public static SqlWithItem of(
      SqlIdentifier name,
      @Nullable SqlNodeList columns,
      SqlNode query,
      SqlLiteral recursive,
      @Nullable SearchClause search,
      @Nullable CycleClause cycle) {
    SqlParserPos pos = name.getParserPosition();
    if (search == null && cycle == null) {
      return new SqlWithItem(pos, name, columns, query, recursive);
    }
    boolean isUnion =
        recursive.booleanValue()
            && query.getKind() == SqlKind.UNION
            && ((SqlCall) query).operand(1) instanceof SqlSelect;
    if (!isUnion) {
      throw refused(
          name,
          "SEARCH and CYCLE belong to WITH RECURSIVE " + name + " AS (.. UNION ALL SELECT ..)");
    }
    if (columns == null) {
      throw refused(
          name, "SEARCH and CYCLE need names of columns; write " + name + " (a, b, ..) AS (..)");
    }
    return new RecursiveItem(name, columns, (SqlBasicCall) query, search, cycle).item(recursive);
  }

  private static UserException refused(SqlNode place, String text) {
    return Place.of(place).error(ErrorCode.SYNTAX_ERROR, text);
  }

  private void requireColumns(String clause, SqlNodeList wanted) {
    for (SqlNode each : wanted) {
      boolean isThere = columns.stream().anyMatch(column -> same(column, each));
      if (!isThere) {
        throw refused(each, clause + " names " + each + ", which is no column of " + name);
      }
    }
  }

  private static boolean same(SqlNode one, SqlNode other) {
    return ((SqlIdentifier) one).getSimple().equals(((SqlIdentifier) other).getSimple());
  }

  private void requireOwnNames() {
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(((SqlIdentifier) column).getSimple()));
    for (ComputedColumn column : computed) {
      if (!names.add(column.name().getSimple())) {
        throw refused(
            column.name(),
            name + " would have two columns " + column.name() + "; give this one another name");
      }
    }
  }

  private SqlWithItem item(SqlLiteral recursive) {
    SqlParserPos pos = union.getParserPosition();
    SqlIdentifier each = new SqlIdentifier(EACH, pos);
    SqlNodeList all = new SqlNodeList(columns, columns.getParserPosition());
    computed.forEach(column -> all.add(column.name()));
    List<SqlNode> starts = new ArrayList<>();
    List<SqlNode> nexts = new ArrayList<>();
    for (ComputedColumn column : computed) {
      starts.add(column.start().apply(each));
      nexts.add(column.next().apply(each));
    }
    SqlNode seed = select(each, starts, union.operand(0), columns);
    SqlNode step = select(each, nexts, extended(union.operand(1)), all);
    SqlNode query = union.getOperator().createCall(pos, seed, step);
    return new SqlWithItem(name.getParserPosition(), name, all, query, recursive);
  }

  /** {@code SELECT each.a, values FROM (query) AS each (names)} */
  private SqlNode select(
      SqlIdentifier each, List<SqlNode> values, SqlNode query, SqlNodeList names) {
    SqlParserPos pos = each.getParserPosition();
    SqlNodeList items = new SqlNodeList(pos);
    columns.forEach(column -> items.add(Ways.column(each, (SqlIdentifier) column)));
    items.addAll(values);
    List<SqlNode> as = new ArrayList<>(List.of(query, each));
    as.addAll(names);
    return Selects.of(pos, items, SqlStdOperatorTable.AS.createCall(pos, as));
  }

  /** The step, with the computed columns of the row that its rows come of. */
  private SqlNode extended(SqlSelect step) {
    SqlIdentifier row = row(step.getFrom());
    boolean isGrouped = step.getGroup() != null || step.isDistinct();
    if (row == null || isGrouped) {
      throw refused(
          step,
          "SEARCH and CYCLE need a step that reads "
              + name
              + " in its own FROM, without GROUP BY or DISTINCT");
    }
    SqlNodeList items = step.getSelectList();
    for (SqlNode item : items) {
      boolean isStar = item instanceof SqlIdentifier id && id.isStar();
      if (isStar && (((SqlIdentifier) item).names.size() == 1 || isOf(row, (SqlIdentifier) item))) {
        throw refused(
            item,
            item + " would hold the columns of SEARCH and CYCLE; name those of " + name + " here");
      }
    }
    computed.forEach(column -> items.add(Ways.column(row, column.name())));
    if (cycle != null) {
      SqlNode where = step.getWhere();
      SqlNode goesOn = cycle.goesOn(row);
      step.setWhere(
          where == null
              ? goesOn
              : SqlStdOperatorTable.AND.createCall(where.getParserPosition(), where, goesOn));
    }
    return step;
  }

  private static boolean isOf(SqlIdentifier row, SqlIdentifier star) {
    return star.names.get(star.names.size() - 2).equals(row.getSimple());
  }

  /** What the query itself is called in a FROM, or null if it is not there. */
  private @Nullable SqlIdentifier row(@Nullable SqlNode from) {
    if (from instanceof SqlJoin join) {
      SqlIdentifier left = row(join.getLeft());
      return left == null ? row(join.getRight()) : left;
    } else if (from instanceof SqlIdentifier table) {
      return isItself(table) ? table : null;
    } else if (from != null && from.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) from;
      boolean isItself = as.operand(0) instanceof SqlIdentifier table && isItself(table);
      return isItself && as.operandCount() == 2 ? as.operand(1) : null;
    }
    return from != null && from.getKind() == SqlKind.TABLE_REF
        ? row(((SqlCall) from).operand(0))
        : null;
  }

  private boolean isItself(SqlIdentifier table) {
    return table.isSimple() && table.getSimple().equals(name.getSimple());
  }
}
