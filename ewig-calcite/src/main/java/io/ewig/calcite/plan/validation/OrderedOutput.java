package io.ewig.calcite.plan.validation;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWith;

/**
 * Queries that are ordered by what they give, of which Calcite thinks that they were ordered by
 * what they read: {@code SELECT DISTINCT SUM(x) OVER (..) .. ORDER BY 1}, where what stands around
 * an aggregate may also be FILTER or WITHIN GROUP, and {@code VALUES .. ORDER BY column1}; and
 * those that are ordered or cut off twice. They become {@code SELECT * FROM (query) ORDER BY ..}.
 */
final class OrderedOutput {

  private static final String OUTPUT = "output";

  private OrderedOutput() {}

  /** The same in these words, or as it is. */
  static SqlOrderBy of(SqlOrderBy ordered) {
    if (ordered.query instanceof SqlOrderBy inner) {
      return ofOrdered(ordered, inner);
    }
    boolean isByOutput = ordered.orderList.stream().allMatch(OrderedOutput::isOfOutput);
    if (ordered.orderList.isEmpty() || !isByOutput) {
      return ordered;
    }
    SqlNode query = ordered.query;
    SqlNode body = query instanceof SqlWith with ? with.body : query;
    if (query.getKind() == SqlKind.VALUES) {
      return around(ordered, SyntaxTrees.values((SqlCall) query, OUTPUT));
    } else if (body instanceof SqlSelect select && select.isDistinct() && hasMore(select)) {
      return around(ordered, SyntaxTrees.named(query, OUTPUT));
    }
    return ordered;
  }

  /** {@code ((query) ORDER BY a) LIMIT 1}: an order without a limit is that of the whole. */
  private static SqlOrderBy ofOrdered(SqlOrderBy ordered, SqlOrderBy inner) {
    boolean isWhole = ordered.orderList.isEmpty() && inner.offset == null && inner.fetch == null;
    return isWhole
        ? new SqlOrderBy(
            ordered.getParserPosition(),
            inner.query,
            inner.orderList,
            ordered.offset,
            ordered.fetch)
        : around(ordered, SyntaxTrees.named(inner, OUTPUT));
  }

  private static SqlOrderBy around(SqlOrderBy ordered, SqlNode rows) {
    return new SqlOrderBy(
        ordered.getParserPosition(),
        SyntaxTrees.allOf(rows),
        ordered.orderList,
        ordered.offset,
        ordered.fetch);
  }

  private static boolean hasMore(SqlSelect select) {
    return select.getSelectList().stream().anyMatch(OrderedOutput::isMore);
  }

  /** Whether something in it is an aggregate with more around or in it than arguments. */
  private static boolean isMore(SqlNode item) {
    return switch (item.getKind()) {
      case OVER, FILTER, WITHIN_GROUP, STRING_AGG -> true;
      default ->
          item instanceof SqlCall call
              && !item.isA(SqlKind.QUERY)
              && (isOrdered(call)
                  || call.getOperandList().stream()
                      .anyMatch(operand -> operand != null && isMore(operand)));
    };
  }

  /** {@code json_agg(x ORDER BY y)}, whose name nobody knows yet. */
  private static boolean isOrdered(SqlCall call) {
    return call.getOperator() instanceof SqlUnresolvedFunction
        && call.getOperandList().stream().anyMatch(SqlNodeList.class::isInstance);
  }

  /** A name or a number of a column. */
  private static boolean isOfOutput(SqlNode item) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> isOfOutput(((SqlCall) item).operand(0));
      default ->
          item instanceof SqlNumericLiteral || (item instanceof SqlIdentifier id && id.isSimple());
    };
  }
}
