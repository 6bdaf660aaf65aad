package io.ewig.calcite.plan.syntax;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;

/** ARRAY and MULTISET of a query: Calcite's take a SELECT, ours any query. */
public final class Collected {

  private static final Set<SqlKind> KINDS =
      EnumSet.of(SqlKind.ARRAY_QUERY_CONSTRUCTOR, SqlKind.MULTISET_QUERY_CONSTRUCTOR);

  private Collected() {}

  public static boolean is(SqlNode node) {
    return KINDS.contains(node.getKind());
  }

  /** Makes a SELECT of another query, in its order. */
  public static void select(SqlCall collected) {
    SqlNode query = collected.operand(0);
    if (query instanceof SqlOrderBy ordered && !(ordered.query instanceof SqlSelect)) {
      collected.setOperand(
          0,
          new SqlOrderBy(
              ordered.getParserPosition(),
              all(ordered.query),
              ordered.orderList,
              ordered.offset,
              ordered.fetch));
    } else if (!(query instanceof SqlOrderBy) && !(query instanceof SqlSelect)) {
      collected.setOperand(0, all(query));
    }
  }

  private static SqlSelect all(SqlNode query) {
    return SyntaxTrees.allOf(SyntaxTrees.named(query, "$rows"));
  }
}
