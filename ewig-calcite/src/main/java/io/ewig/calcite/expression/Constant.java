package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Execution;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same value for every row of every execution. */
public record Constant(@Nullable Object value) implements Expression {

  public static final Constant NULL = new Constant(null);

  private static final @Nullable Object[] NO_ROW = {};

  /**
   * What an expression is in every execution; none if it depends on the execution, on its
   * parameters, present or session.
   *
   * @throws io.ewig.engine.error.EwigException if it can't be computed at all
   */
  public static Optional<Constant> of(Expression expression) {
    try {
      return Optional.of(new Constant(expression.value(NO_ROW, Execution.ofConstants())));
    } catch (Execution.NotConstant e) {
      return Optional.empty();
    }
  }

  @Override
  public @Nullable Object value(@Nullable Object[] row, Execution execution) {
    return value;
  }
}
