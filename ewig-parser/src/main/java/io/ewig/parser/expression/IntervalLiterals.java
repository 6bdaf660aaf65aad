package io.ewig.parser.expression;

import io.ewig.parser.grammar.ParseException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code INTERVAL '1 day 2 hours'}: literals with their units in the text, as in PostgreSQL. Months
 * and what is shorter do not mix: an interval is of one kind or the other.
 */
public final class IntervalLiterals {

  /** More than any interval takes. */
  private static final int DIGITS_MAX = 18;

  /** Of the years or days, and of a second. */
  private static final int PRECISION = 9;

  private IntervalLiterals() {}

  /** The interval that a text says. */
  public static SqlLiteral of(String text, int sign, SqlParserPos pos) throws ParseException {
    return literal(text, IntervalSum.of(text), sign, pos);
  }

  private static SqlLiteral literal(String text, IntervalSum sum, int direction, SqlParserPos pos)
      throws ParseException {
    if (sum.isMixed()) {
      throw new ParseException(
          "INTERVAL '" + text + "' has months and what is shorter; add two intervals instead");
    }
    boolean isOfMonths = sum.months().signum() != 0;
    BigDecimal size =
        (isOfMonths ? sum.months() : sum.seconds()).setScale(PRECISION, RoundingMode.HALF_UP);
    int sign = size.signum() < 0 ? -direction : direction;
    String written = isOfMonths ? years(size.abs(), text) : days(size.abs());
    SqlIntervalQualifier unit =
        isOfMonths
            ? new SqlIntervalQualifier(TimeUnit.YEAR, PRECISION, TimeUnit.MONTH, -1, pos)
            : written.contains(" ")
                ? new SqlIntervalQualifier(TimeUnit.DAY, PRECISION, TimeUnit.SECOND, PRECISION, pos)
                : new SqlIntervalQualifier(TimeUnit.DAY, PRECISION, null, -1, pos);
    return SqlParserUtil.parseIntervalLiteral(pos, sign, written, unit);
  }

  private static String years(BigDecimal months, String text) throws ParseException {
    if (months.stripTrailingZeros().scale() > 0 || months.precision() > DIGITS_MAX) {
      throw IntervalSum.none(text);
    }
    long whole = months.longValue();
    return whole / 12 + "-" + whole % 12;
  }

  /** {@code d} or {@code d h:m:s}. */
  private static String days(BigDecimal seconds) {
    BigDecimal[] parts =
        seconds.divideAndRemainder(BigDecimal.valueOf(IntervalSum.SECONDS_PER_DAY));
    long clock = parts[1].longValue();
    String days = parts[0].toBigInteger().toString();
    if (parts[1].signum() == 0) {
      return days;
    }
    BigDecimal second = parts[1].subtract(BigDecimal.valueOf(clock - clock % 60));
    return days
        + " "
        + clock / 3600
        + ":"
        + clock / 60 % 60
        + ":"
        + second.stripTrailingZeros().toPlainString();
  }

  /** {@code '1 day'::interval}, where the text was the last operand of a chain. */
  public static void castLast(List<Object> chain, SqlParserPos pos) throws ParseException {
    Object last = chain.get(chain.size() - 1);
    if (!(last instanceof SqlLiteral literal) || literal.getTypeName() != SqlTypeName.CHAR) {
      throw new ParseException(
          "only a literal becomes an interval without saying its unit; write ::INTERVAL DAY, or"
              + " another unit");
    }
    SqlLiteral interval = of(literal.getValueAs(String.class), 1, literal.getParserPosition());
    chain.set(chain.size() - 1, interval);
  }
}
