package io.ewig.calcite.plan.syntax;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code age(a, b)}, which no interval can hold, and its years and months, which are known. */
final class Ages {

  private Ages() {}

  static boolean is(SqlNode node) {
    return node instanceof SqlCall call
        && call.getOperator() instanceof SqlUnresolvedFunction function
        && function.getName().equalsIgnoreCase("age")
        && (call.operandCount() == 1 || call.operandCount() == 2);
  }

  /** Years and months of {@code age(a, b)} are those of {@code (a - b) MONTH}; days are not. */
  static SqlNode extracted(SqlCall extract) {
    TimeUnit unit = ((SqlIntervalQualifier) extract.operand(0)).getStartUnit();
    if (unit != TimeUnit.YEAR && unit != TimeUnit.MONTH) {
      return extract;
    }
    SqlCall age = extract.operand(1);
    SqlParserPos pos = age.getParserPosition();
    boolean isToday = age.operandCount() == 1;
    SqlNode until = isToday ? SqlStdOperatorTable.CURRENT_DATE.createCall(pos) : age.operand(0);
    SqlNode months =
        SqlStdOperatorTable.MINUS_DATE.createCall(
            pos,
            until,
            age.operand(isToday ? 0 : 1),
            new SqlIntervalQualifier(TimeUnit.MONTH, null, pos));
    return SqlStdOperatorTable.EXTRACT.createCall(
        extract.getParserPosition(), extract.operand(0), months);
  }

  /** What can't be said, and what can in its place. */
  static UserException refusal(SqlCall call) {
    return new UserException(
        ErrorCode.UNSUPPORTED,
        call.getOperator().getName().toLowerCase(Locale.ROOT)
            + " gives months and days together, and an interval has either; write a - b for days"
            + " and hours, (a - b) MONTH for months, or extract(YEAR FROM age(a, b))"
            + Place.of(call).behind());
  }
}
