package io.ewig.calcite.expression.rex;

import io.ewig.calcite.expression.cast.Widened;
import io.ewig.parser.expression.JsonResult;
import io.ewig.parser.expression.JsonType;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;

/**
 * What is a document, of what operators give that are handed some: Calcite types many a function of
 * texts as it types its operand, and the upper case of a document is none.
 */
public final class JsonResults {

  /** Operators that hand on what they are given. */
  private static final Set<SqlKind> HANDING_ON =
      EnumSet.of(
          SqlKind.AS,
          SqlKind.CASE,
          SqlKind.CAST,
          SqlKind.COALESCE,
          SqlKind.DEFAULT,
          SqlKind.DOT,
          SqlKind.FILTER,
          SqlKind.GREATEST,
          SqlKind.IGNORE_NULLS,
          SqlKind.ITEM,
          SqlKind.LEAST,
          SqlKind.OVER,
          SqlKind.RESPECT_NULLS,
          SqlKind.SAFE_CAST,
          SqlKind.SCALAR_QUERY,
          SqlKind.WITHIN_GROUP);

  private JsonResults() {}

  /**
   * The type of what an operator gives.
   *
   * @param concluded what Calcite says that it is
   */
  public static RelDataType type(SqlOperator operator, RelDataType concluded) {
    boolean isDocument =
        operator.getReturnTypeInference() instanceof JsonResult
            || operator.isAggregator()
            || Widened.is(operator)
            || HANDING_ON.contains(operator.getKind());
    return concluded instanceof JsonType json && !isDocument ? json.text() : concluded;
  }
}
