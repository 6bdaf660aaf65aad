package io.ewig.calcite.expression.logic;

import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Own;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/** NUM_NULLS and NUM_NONNULLS: how many of the arguments are null, and how many are not. */
public final class NullCounts {

  static final SqlFunction NUM_NULLS = of("NUM_NULLS");
  static final SqlFunction NUM_NONNULLS = of("NUM_NONNULLS");

  private NullCounts() {}

  private static SqlFunction of(String name) {
    return Own.function(name, ReturnTypes.INTEGER, OperandTypes.ONE_OR_MORE);
  }

  public static void addTo(Functions functions) {
    functions.variadic(NUM_NULLS, NullCounts::nulls);
    functions.variadic(NUM_NONNULLS, arguments -> arguments.length - nulls(arguments));
  }

  private static int nulls(@Nullable Object[] arguments) {
    int nulls = 0;
    for (Object argument : arguments) {
      nulls += argument == null ? 1 : 0;
    }
    return nulls;
  }
}
