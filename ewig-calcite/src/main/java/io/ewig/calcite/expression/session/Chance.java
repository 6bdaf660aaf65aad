package io.ewig.calcite.expression.session;

import io.ewig.calcite.expression.Functions;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** RANDOM() and GEN_RANDOM_UUID(): another value for each row. */
public final class Chance {

  public static final SqlFunction RANDOM = drawn("RANDOM", ReturnTypes.DOUBLE);
  public static final SqlFunction GEN_RANDOM_UUID = uuid("GEN_RANDOM_UUID");
  public static final SqlFunction RANDOM_UUID = uuid("RANDOM_UUID");

  private static final long VERSION = 0xF000L;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0xC000_0000_0000_0000L;
  private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

  private Chance() {}

  private static SqlFunction uuid(String name) {
    return drawn(name, ReturnTypes.explicit(SqlTypeName.UUID));
  }

  private static SqlFunction drawn(String name, SqlReturnTypeInference result) {
    return SqlBasicFunction.create(name, result, OperandTypes.NILADIC, SqlFunctionCategory.SYSTEM)
        .withDynamic(true)
        .withDeterministic(false);
  }

  public static void addTo(Functions functions) {
    functions.add(RANDOM, call -> (row, execution) -> execution.facts().random().nextDouble());
    functions.add(GEN_RANDOM_UUID, call -> (row, execution) -> uuid(execution.facts().random()));
    functions.add(RANDOM_UUID, call -> (row, execution) -> uuid(execution.facts().random()));
  }

  /** Of version 4. */
  private static UUID uuid(RandomGenerator random) {
    return new UUID(
        (random.nextLong() & ~VERSION) | VERSION_4, (random.nextLong() & ~VARIANT) | VARIANT_2);
  }
}
