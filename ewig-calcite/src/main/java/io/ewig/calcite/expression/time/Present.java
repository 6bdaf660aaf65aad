package io.ewig.calcite.expression.time;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.cast.Clocks;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What time it is, the same throughout a statement.
 *
 * <p>CURRENT_TIMESTAMP is an instant, as in the standard and in PostgreSQL; LOCALTIMESTAMP,
 * CURRENT_TIME and CURRENT_DATE are what the wall clock of the session shows then.
 */
public final class Present {

  public static final SqlFunction CURRENT_TIMESTAMP =
      new Clock("CURRENT_TIMESTAMP", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
  public static final SqlFunction LOCALTIMESTAMP =
      new Clock("LOCALTIMESTAMP", SqlTypeName.TIMESTAMP);
  public static final SqlFunction CURRENT_TIME = new Clock("CURRENT_TIME", SqlTypeName.TIME);
  public static final SqlFunction LOCALTIME = new Clock("LOCALTIME", SqlTypeName.TIME);

  /** NOW(), for those who are used to it. */
  public static final SqlFunction NOW =
      new Clock("NOW", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
        @Override
        public SqlSyntax getSyntax() {
          return SqlSyntax.FUNCTION;
        }
      };

  private Present() {}

  public static void addTo(Functions functions) {
    functions.add(CURRENT_TIMESTAMP, Present::instant);
    functions.add(NOW, Present::instant);
    functions.add(
        LOCALTIMESTAMP,
        call -> {
          RelDataType type = call.type();
          return (row, execution) -> Clocks.cut(local(execution), type);
        });
    functions.add(CURRENT_TIME, Present::time);
    functions.add(LOCALTIME, Present::time);
    functions.add(
        SqlStdOperatorTable.CURRENT_DATE,
        call -> (row, execution) -> LocalDate.ofInstant(execution.now(), execution.zone()));
  }

  private static Expression instant(Call call) {
    RelDataType type = call.type();
    return (row, execution) -> Clocks.cut(execution.now(), type);
  }

  private static Expression time(Call call) {
    RelDataType type = call.type();
    return (row, execution) -> Clocks.cut(local(execution).toLocalTime(), type);
  }

  private static LocalDateTime local(Execution execution) {
    return LocalDateTime.ofInstant(execution.now(), execution.zone());
  }

  /** Calcite's own have no digits of the fraction unless asked for. */
  private static class Clock extends SqlFunction {

    private final SqlTypeName typeName;

    Clock(String name, SqlTypeName typeName) {
      super(
          name,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.explicit(typeName),
          null,
          OperandTypes.POSITIVE_INTEGER_LITERAL.or(OperandTypes.NILADIC),
          SqlFunctionCategory.TIMEDATE);
      this.typeName = typeName;
    }

    @Override
    public SqlSyntax getSyntax() {
      return SqlSyntax.FUNCTION_ID;
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      Integer digits =
          binding.getOperandCount() == 1 ? binding.getOperandLiteralValue(0, Integer.class) : null;
      int most = binding.getTypeFactory().getTypeSystem().getMaxPrecision(typeName);
      return binding
          .getTypeFactory()
          .createSqlType(typeName, digits == null ? most : Math.min(digits, most));
    }

    @Override
    public boolean isDynamicFunction() {
      return true;
    }
  }
}
