package io.ewig.calcite.expression.session;

import io.ewig.calcite.expression.Functions;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
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

  /** The same list, where the name means this function; empty if nobody asks for it. */
  public static Optional<SqlNodeList> resolve(SqlNodeList list) {
    Resolving resolving = new Resolving();
    SqlNodeList resolved = (SqlNodeList) list.accept(resolving);
    return resolving.isAsked ? Optional.ofNullable(resolved) : Optional.empty();
  }

  private static final class Resolving extends SqlShuttle {
    private boolean isAsked;

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      if (!isOf(call)) {
        return super.visit(call);
      }
      isAsked = true;
      return OPERATOR.createCall(call.getParserPosition());
    }
  }

  private static boolean isOf(SqlCall call) {
    return call.getOperator() instanceof SqlUnresolvedFunction function
        && function.getName().equalsIgnoreCase(NAME)
        && call.operandCount() == 0;
  }
}
