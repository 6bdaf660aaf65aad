package io.ewig.calcite.plan.validation;

import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Names within expressions of ORDER BY, as in {@code SELECT a AS b .. ORDER BY -b}.
 *
 * <p>A name alone is that of a column of the result; within an expression it is that of a column of
 * a table, if there is one. Calcite would take the result's both times.
 */
final class OrderColumns extends SqlShuttle {

  private final Tables tables;

  /** What tables have a column of that name. */
  interface Tables {
    Set<String> having(String column);
  }

  private OrderColumns(Tables tables) {
    this.tables = tables;
  }

  /** The expression with the names of tables, or itself. */
  static SqlNode in(SqlNode item, Tables tables) {
    SqlNode bare = item;
    while (bare.isA(Set.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST))) {
      bare = ((SqlCall) bare).operand(0);
    }
    return bare instanceof SqlCall
        ? Objects.requireNonNull(item.accept(new OrderColumns(tables)), "an expression")
        : item;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER ? call : super.visit(call);
  }

  @Override
  public SqlNode visit(SqlIdentifier name) {
    Set<String> having = name.isSimple() ? tables.having(name.getSimple()) : Set.of();
    return having.size() == 1
        ? name.plus(name.getSimple(), name.getParserPosition()).setName(0, having.iterator().next())
        : name;
  }
}
