package io.ewig.calcite.plan.validation;

import io.ewig.calcite.plan.syntax.SyntaxTrees;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;

/**
 * Queries that are ordered by what they give, of which Calcite thinks that they were ordered by
 * what they read: {@code SELECT DISTINCT SUM(x) OVER (..) .. ORDER BY 1}, {@code VALUES .. ORDER BY
 * column1}. They become {@code SELECT * FROM (query) ORDER BY ..}.
 */
final class OrderedOutput {

  private static final String OUTPUT = "output";

  private OrderedOutput() {}

  /** The same in these words, or as it is. */
  static SqlOrderBy of(SqlOrderBy ordered) {
    boolean isByOutput = ordered.orderList.stream().allMatch(OrderedOutput::isOfOutput);
    if (ordered.orderList.isEmpty() || !isByOutput) {
      return ordered;
    }
    SqlNode query = ordered.query;
    if (query.getKind() == SqlKind.VALUES) {
      return around(ordered, SyntaxTrees.values((SqlCall) query, OUTPUT));
    } else if (query instanceof SqlSelect select && select.isDistinct() && hasWindow(select)) {
      return around(ordered, SyntaxTrees.named(select, OUTPUT));
    }
    return ordered;
  }

  private static SqlOrderBy around(SqlOrderBy ordered, SqlNode rows) {
    return new SqlOrderBy(
        ordered.getParserPosition(),
        SyntaxTrees.allOf(rows),
        ordered.orderList,
        ordered.offset,
        ordered.fetch);
  }

  private static boolean hasWindow(SqlSelect select) {
    return select.getSelectList().stream().anyMatch(OrderedOutput::isWindow);
  }

  private static boolean isWindow(SqlNode item) {
    return item.getKind() == SqlKind.OVER
        || (item instanceof SqlCall call
            && !item.isA(SqlKind.QUERY)
            && call.getOperandList().stream()
                .anyMatch(operand -> operand != null && isWindow(operand)));
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
