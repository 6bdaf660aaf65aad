package io.ewig.calcite.moment;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Expression;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of an expression with a query in it, that is about no row: what stands in {@code FOR
 * SYSTEM_TIME AS OF (SELECT ..)}.
 *
 * @param root gives one row with one column, and reads at moments that come before this one
 */
public record QueriedValue(Operator root) implements Expression {

  @Override
  public @Nullable Object value(@Nullable Object[] row, Execution execution) {
    try (Rows rows = root.open(execution)) {
      return Objects.requireNonNull(rows.next(), "a row without FROM")[0];
    }
  }
}
