package io.ewig.calcite.plan.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT p.id, p.name, count(*) FROM p JOIN o .. GROUP BY p.id}: where a query is grouped by
 * a key of a table, rows of a group have one row of that table, and its other columns may be asked
 * for. They are put behind GROUP BY, where they make no more groups than there were.
 */
final class KeyedGroups extends SqlBasicVisitor<Void> {

  private static final Set<SqlKind> OF_GROUPS =
      Set.of(SqlKind.GROUPING_SETS, SqlKind.ROLLUP, SqlKind.CUBE);

  /** What stands around the call of an aggregate. */
  private static final Set<SqlKind> AROUND =
      Set.of(
          SqlKind.FILTER,
          SqlKind.WITHIN_GROUP,
          SqlKind.WITHIN_DISTINCT,
          SqlKind.RESPECT_NULLS,
          SqlKind.IGNORE_NULLS);

  /** What stands in FROM. */
  interface Tables {

    /** The one that a column without a name before it is of; null: none, or several. */
    @Nullable String having(String column);

    /** The columns of what has that name there, but for hidden ones; null: nothing has. */
    @Nullable List<String> columnsOf(String table);

    boolean hasColumn(String table, String column);

    /** Sets of columns that tell any two rows of it apart; none, where it is no table. */
    List<Set<String>> keysOf(String table);
  }

  private record Column(String table, String name) {}

  private final Tables tables;
  private final Predicate<SqlCall> aggregates;
  private final Set<Column> grouped = new HashSet<>();
  private final Set<String> known = new HashSet<>(); // tables of which a group has one row
  private final List<SqlNode> more = new ArrayList<>();
  private boolean isInside; // of another query, whose own names are not known here

  private KeyedGroups(Tables tables, Predicate<SqlCall> aggregates) {
    this.tables = tables;
    this.aggregates = aggregates;
  }

  /**
   * Does so in a query whose FROM is known.
   *
   * @param aggregates whether a call gathers rows, whose columns need not be those of a group
   */
  static void in(SqlSelect select, Tables tables, Predicate<SqlCall> aggregates) {
    SqlNodeList group = select.getGroup();
    if (group != null && !group.isEmpty()) {
      new KeyedGroups(tables, aggregates).complete(select, group);
    }
  }

  private void complete(SqlSelect select, SqlNodeList group) {
    Map<String, Set<String>> byTable = new HashMap<>();
    for (SqlNode item : group) {
      if (item.isA(OF_GROUPS)) {
        return; // some of these groups are of many rows
      }
      Column column = item instanceof SqlIdentifier name ? column(name) : null;
      if (column != null && grouped.add(column)) {
        byTable.computeIfAbsent(column.table, any -> new HashSet<>()).add(column.name);
      }
    }
    byTable.forEach(
        (table, columns) -> {
          if (tables.keysOf(table).stream().anyMatch(columns::containsAll)) {
            known.add(table);
          }
        });
    if (!known.isEmpty()) {
      find(select.getSelectList());
      find(select.getHaving());
      find(select.getQualify());
      find(select.getOrderList());
      more.forEach(group::add);
    }
  }

  private void find(@Nullable SqlNode clause) {
    if (clause != null) {
      clause.accept(this);
    }
  }

  private @Nullable Column column(SqlIdentifier name) {
    int last = name.names.size() - 1;
    String table = last > 0 ? name.names.get(last - 1) : tables.having(name.names.get(0));
    return table == null ? null : new Column(table, name.names.get(last));
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      boolean before = isInside;
      isInside = true;
      super.visit(call);
      isInside = before;
    } else if (call.getKind() == SqlKind.OVER) {
      overRows(call.operand(0));
      find(call.operand(1));
    } else if (isInside || !gathers(call)) {
      super.visit(call);
    }
    return null;
  }

  /** A function over the rows of the result, which takes what those have. */
  private void overRows(SqlNode function) {
    for (SqlNode operand : ((SqlCall) function).getOperandList()) {
      if (operand instanceof SqlCall call && AROUND.contains(function.getKind()) && gathers(call)) {
        overRows(operand);
      } else {
        find(operand);
      }
    }
  }

  private boolean gathers(SqlCall call) {
    return AROUND.contains(call.getKind())
        ? call.operand(0) instanceof SqlCall inner && gathers(inner)
        : aggregates.test(call);
  }

  @Override
  public @Nullable Void visit(SqlIdentifier name) {
    if (name.isStar()) {
      addAll(name);
    } else if (!isInside || name.names.size() > 1) {
      add(column(name), name.getParserPosition());
    }
    return null;
  }

  private void addAll(SqlIdentifier star) {
    int names = star.names.size();
    Set<String> all = names > 1 ? Set.of(star.names.get(names - 2)) : known;
    for (String table : all) {
      List<String> columns = isInside || !known.contains(table) ? null : tables.columnsOf(table);
      if (columns != null) {
        columns.forEach(column -> add(new Column(table, column), star.getParserPosition()));
      }
    }
  }

  private void add(@Nullable Column column, SqlParserPos at) {
    if (column != null
        && known.contains(column.table)
        && tables.hasColumn(column.table, column.name)
        && grouped.add(column)) {
      more.add(new SqlIdentifier(List.of(column.table, column.name), at));
    }
  }
}
