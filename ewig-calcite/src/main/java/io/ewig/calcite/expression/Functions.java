package io.ewig.calcite.expression;

import io.ewig.calcite.execution.Execution;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/** Which operators there are, and what a call of each becomes. */
public final class Functions {

  /** Makes the expression of a call. */
  @FunctionalInterface
  public interface Maker {
    Expression make(Call call);
  }

  /** A function that gives null if an argument is null. */
  @FunctionalInterface
  public interface Unary<A> {
    @Nullable Object apply(A first);
  }

  /** A function that gives null if an argument is null. */
  @FunctionalInterface
  public interface Binary<A, B> {
    @Nullable Object apply(A first, B second);
  }

  /** A function that gives null if an argument is null. */
  @FunctionalInterface
  public interface Ternary<A, B, C> {
    @Nullable Object apply(A first, B second, C third);
  }

  /** A function of any number of arguments, nulls included. */
  @FunctionalInterface
  public interface Variadic {
    @Nullable Object apply(@Nullable Object[] arguments);
  }

  private final Map<SqlOperator, Maker> makers = new LinkedHashMap<>();

  public void add(SqlOperator operator, Maker maker) {
    Maker before = makers.put(operator, maker);
    if (before != null) {
      throw new IllegalStateException(operator + " is there twice");
    }
  }

  public void unary(SqlOperator operator, Unary<?> function) {
    add(operator, call -> strict(call.argument(0), function));
  }

  public void binary(SqlOperator operator, Binary<?, ?> function) {
    add(operator, call -> strict(call.argument(0), call.argument(1), function));
  }

  public void ternary(SqlOperator operator, Ternary<?, ?, ?> function) {
    add(operator, call -> strict(call.argument(0), call.argument(1), call.argument(2), function));
  }

  /** Two or three arguments. */
  public void binaryOrTernary(SqlOperator operator, Binary<?, ?> two, Ternary<?, ?, ?> three) {
    add(
        operator,
        call ->
            call.size() == 2
                ? strict(call.argument(0), call.argument(1), two)
                : strict(call.argument(0), call.argument(1), call.argument(2), three));
  }

  public void variadic(SqlOperator operator, Variadic function) {
    add(operator, call -> variadic(call.arguments(), function));
  }

  public @Nullable Maker get(SqlOperator operator) {
    return makers.get(operator);
  }

  public Collection<SqlOperator> operators() {
    return Collections.unmodifiableCollection(makers.keySet());
  }

  /** Gives null for null, else what the function makes of the value. */
  @SuppressWarnings("unchecked") // the validator has checked what comes in
  public static Expression strict(Expression first, Unary<?> function) {
    Unary<Object> f = (Unary<Object>) function;
    return (row, execution) -> {
      Object a = first.value(row, execution);
      return a == null ? null : f.apply(a);
    };
  }

  /** Gives null if one is null, else what the function makes of both. */
  @SuppressWarnings("unchecked") // the validator has checked what comes in
  public static Expression strict(Expression first, Expression second, Binary<?, ?> function) {
    Binary<Object, Object> f = (Binary<Object, Object>) function;
    return (row, execution) -> {
      Object a = first.value(row, execution);
      Object b = second.value(row, execution);
      return a == null || b == null ? null : f.apply(a, b);
    };
  }

  /** Gives null if one is null, else what the function makes of the three. */
  @SuppressWarnings("unchecked") // the validator has checked what comes in
  public static Expression strict(
      Expression first, Expression second, Expression third, Ternary<?, ?, ?> function) {
    Ternary<Object, Object, Object> f = (Ternary<Object, Object, Object>) function;
    return (row, execution) -> {
      Object a = first.value(row, execution);
      Object b = second.value(row, execution);
      Object c = third.value(row, execution);
      return a == null || b == null || c == null ? null : f.apply(a, b, c);
    };
  }

  public static Expression variadic(List<Expression> arguments, Variadic function) {
    Expression[] inputs = arguments.toArray(Expression[]::new);
    return (row, execution) -> function.apply(values(inputs, row, execution));
  }

  /** The values of all arguments. */
  public static @Nullable Object[] values(
      Expression[] arguments, @Nullable Object[] row, Execution execution) {
    @Nullable Object[] values = new @Nullable Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      values[i] = arguments[i].value(row, execution);
    }
    return values;
  }
}
