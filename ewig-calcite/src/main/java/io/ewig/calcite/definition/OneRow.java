package io.ewig.calcite.definition;

import io.ewig.calcite.expression.rex.EwigOperators;
import io.ewig.calcite.plan.syntax.InnerQueries;
import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.node.Place;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * What is said of single rows: a check, a column that is computed from others.
 *
 * <p>The engine's language of conditions has no queries, aggregates and windows, and would only say
 * that it knows no such word; here is told why there can be none.
 */
final class OneRow {

  private OneRow() {}

  /**
   * Refuses what is of other rows, too.
   *
   * @param what is said of a row, up to its columns
   * @param instead what can be done
   */
  static void require(SqlNode expression, String what, String instead) {
    String start = what + " the columns of one row, and takes no ";
    InnerQueries.first(expression)
        .ifPresent(
            query -> {
              throw Place.of(query).error(ErrorCode.UNSUPPORTED, start + "query; " + instead);
            });
    expression.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.OVER || EwigOperators.isAggregate(call.getOperator())) {
              throw Place.of(call)
                  .error(ErrorCode.GROUPING_ERROR, start + "aggregates or windows; " + instead);
            }
            return super.visit(call);
          }
        });
  }
}
