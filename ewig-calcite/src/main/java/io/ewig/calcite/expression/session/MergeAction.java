package io.ewig.calcite.expression.session;

import io.ewig.calcite.expression.Functions;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * What a MERGE did to a row, as its RETURNING may ask: {@code INSERT}, {@code UPDATE} or {@code
 * DELETE}.
 *
 * <p>Rows that a MERGE has written have it behind all of their columns. Elsewhere nobody may ask.
 */
public final class MergeAction {

  /** The name that only RETURNING of a MERGE knows. */
  public static final String NAME = "merge_action";

  private static final SqlFunction OPERATOR =
      SqlBasicFunction.create(
              NAME.toUpperCase(Locale.ROOT),
              ReturnTypes.VARCHAR,
              OperandTypes.NILADIC,
              SqlFunctionCategory.SYSTEM)
          .withDeterministic(false);

  private MergeAction() {}

  public static void addTo(Functions functions) {
    functions.add(OPERATOR, call -> (row, execution) -> row[row.length - 1]);
  }

  /** The same tree, where the name means this function. */
  public static SqlNode resolve(SqlNode tree) {
    SqlNode resolved =
        tree.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                return isOf(call)
                    ? OPERATOR.createCall(call.getParserPosition())
                    : super.visit(call);
              }
            });
    if (resolved == null) {
      throw new IllegalStateException("a list became nothing");
    }
    return resolved;
  }

  private static boolean isOf(SqlCall call) {
    return call.getOperator() instanceof SqlUnresolvedFunction function
        && function.getName().equalsIgnoreCase(NAME)
        && call.operandCount() == 0;
  }
}
