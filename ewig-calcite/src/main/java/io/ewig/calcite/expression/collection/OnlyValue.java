package io.ewig.calcite.expression.collection;

import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * The value of a subquery that should have one row, in two steps: the rows, which may be too many
 * as long as nobody asks, and the value, which is asked for where the subquery stands.
 *
 * <p>Neither has a name that a statement could say.
 */
public final class OnlyValue {

  /** The first two values, or fewer: enough to tell how many there are. */
  public static final SqlAggFunction FIRST_TWO = new FirstTwo();

  /** The value there is; null if there is none. */
  public static final SqlFunction THE_ONE =
      Own.function(
          "$THE_ONE",
          ReturnTypes.ARG0
              .andThen((binding, type) -> TypeMapping.component(type))
              .andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.ANY);

  private OnlyValue() {}

  static void addTo(Functions functions) {
    functions.unary(THE_ONE, (List<?> values) -> only(values));
  }

  private static @Nullable Object only(List<?> values) {
    if (values.size() > 1) {
      throw new UserException(
          ErrorCode.NOT_ONE_ROW,
          "a subquery that stands for one value gives more than one row; add LIMIT 1, or an"
              + " aggregate");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private static final class FirstTwo extends SqlAggFunction {
    FirstTwo() {
      super(
          "FIRST TWO",
          null,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.TO_ARRAY_NULLABLE,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.SYSTEM,
          false,
          false,
          Optionality.FORBIDDEN);
    }
  }
}
