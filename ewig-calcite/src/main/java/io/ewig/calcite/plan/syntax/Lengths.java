package io.ewig.calcite.plan.syntax;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.expression.IntervalLiterals;
import io.ewig.parser.grammar.ParseException;
import io.ewig.parser.node.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Lengths of time as PostgreSQL makes them: {@code make_interval(days => 10)}. */
final class Lengths {

  /** Of seconds, before and behind the point. */
  private static final int DIGITS = 9;

  /** Its arguments, in their order. */
  private enum Part {
    YEARS(TimeUnit.YEAR, 1),
    MONTHS(TimeUnit.MONTH, 1),
    WEEKS(TimeUnit.DAY, 7),
    DAYS(TimeUnit.DAY, 1),
    HOURS(TimeUnit.HOUR, 1),
    MINS(TimeUnit.MINUTE, 1),
    SECS(TimeUnit.SECOND, 1);

    private final TimeUnit unit;
    private final int count;

    Part(TimeUnit unit, int count) {
      this.unit = unit;
      this.count = count;
    }

    private SqlIntervalQualifier qualifier(SqlParserPos pos) {
      return unit == TimeUnit.SECOND
          ? new SqlIntervalQualifier(unit, DIGITS, null, DIGITS, pos)
          : new SqlIntervalQualifier(unit, null, pos);
    }

    private SqlNode times(SqlNode number) {
      SqlParserPos pos = number.getParserPosition();
      SqlNode one = SqlLiteral.createInterval(1, Integer.toString(count), qualifier(pos), pos);
      return SqlStdOperatorTable.MULTIPLY.createCall(pos, number, one);
    }
  }

  private Lengths() {}

  /** A sum of so many units each; null: it is not said so. */
  static @Nullable SqlNode made(SqlCall call) {
    List<SqlNode> terms = new ArrayList<>();
    Set<Boolean> areMonths = new HashSet<>();
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      Part part = i < Part.values().length ? Part.values()[i] : null;
      if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        part = part(((SqlCall) operand).operand(1));
        operand = ((SqlCall) operand).operand(0);
      }
      if (part == null) {
        return null;
      }
      if (!isZero(operand)) {
        terms.add(part.times(operand));
        areMonths.add(part.unit.yearMonth);
      }
    }
    if (terms.isEmpty()) {
      return null;
    } else if (areMonths.size() > 1) {
      throw Place.of(call)
          .error(
              ErrorCode.UNSUPPORTED,
              "an interval has months or what is shorter, not both; make two, and add them one after"
                  + " the other to a date or a time");
    }
    SqlNode sum = terms.get(0);
    for (SqlNode term : terms.subList(1, terms.size())) {
      sum = SqlStdOperatorTable.PLUS.createCall(call.getParserPosition(), sum, term);
    }
    return sum;
  }

  private static @Nullable Part part(SqlNode name) {
    for (Part part : Part.values()) {
      if (name instanceof SqlIdentifier word
          && word.toString().equals(part.name().toLowerCase(Locale.ROOT))) {
        return part;
      }
    }
    return null;
  }

  /** Months and days are in no one interval, but none of them may be said to be there. */
  private static boolean isZero(SqlNode operand) {
    return operand instanceof SqlNumericLiteral number && number.bigDecimalValue().signum() == 0;
  }

  /** {@code date_bin('15 minutes', ..)}: the text is an interval. */
  static @Nullable SqlNode binned(SqlCall call) {
    if (!(call.operandCount() == 3 && call.operand(0) instanceof SqlCharStringLiteral text)) {
      return null;
    }
    try {
      SqlNode length =
          IntervalLiterals.of(text.getValueAs(String.class), 1, text.getParserPosition());
      return call.getOperator()
          .createCall(call.getParserPosition(), length, call.operand(1), call.operand(2));
    } catch (ParseException noInterval) {
      return null; // the function says what it takes
    }
  }
}
