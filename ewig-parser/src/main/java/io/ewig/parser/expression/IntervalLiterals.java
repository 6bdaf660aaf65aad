package io.ewig.parser.expression;

import io.ewig.parser.grammar.ParseException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final long SECONDS_PER_DAY = 86_400;

  private static final Pattern PART =
      Pattern.compile(
          "([+-]?\\d{1,18}(?:\\.\\d{1,9})?)\\s*([a-z]+)|([+-]?)(\\d{1,9}):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d{1,9})?))?");

  private static final Map<String, Integer> MONTHS =
      Map.of(
          "month",
          1,
          "mon",
          1,
          "year",
          12,
          "y",
          12,
          "yr",
          12,
          "decade",
          120,
          "century",
          1200,
          "centurie",
          1200);

  private static final Map<String, BigDecimal> SECONDS =
      Map.ofEntries(
          Map.entry("microsecond", BigDecimal.ONE.movePointLeft(6)),
          Map.entry("millisecond", BigDecimal.ONE.movePointLeft(3)),
          Map.entry("ms", BigDecimal.ONE.movePointLeft(3)),
          Map.entry("us", BigDecimal.ONE.movePointLeft(6)),
          Map.entry("second", BigDecimal.ONE),
          Map.entry("s", BigDecimal.ONE),
          Map.entry("m", BigDecimal.valueOf(60)),
          Map.entry("sec", BigDecimal.ONE),
          Map.entry("minute", BigDecimal.valueOf(60)),
          Map.entry("min", BigDecimal.valueOf(60)),
          Map.entry("hour", BigDecimal.valueOf(3600)),
          Map.entry("hr", BigDecimal.valueOf(3600)),
          Map.entry("h", BigDecimal.valueOf(3600)),
          Map.entry("day", BigDecimal.valueOf(SECONDS_PER_DAY)),
          Map.entry("d", BigDecimal.valueOf(SECONDS_PER_DAY)),
          Map.entry("week", BigDecimal.valueOf(7 * SECONDS_PER_DAY)),
          Map.entry("w", BigDecimal.valueOf(7 * SECONDS_PER_DAY)));

  private IntervalLiterals() {}

  /** The interval that a text says. */
  public static SqlLiteral of(String text, int sign, SqlParserPos pos) throws ParseException {
    String words = IntervalForms.worded(text.strip().toLowerCase(Locale.ROOT)).strip();
    boolean isAgo = words.endsWith(" ago");
    String rest = isAgo ? words.substring(0, words.length() - " ago".length()) : words;
    BigDecimal months = BigDecimal.ZERO;
    BigDecimal seconds = BigDecimal.ZERO;
    Matcher part = PART.matcher(rest);
    int end = 0;
    while (part.find() && rest.substring(end, part.start()).isBlank()) {
      end = part.end();
      String unit = part.group(2) == null ? null : singular(part.group(2));
      if (unit == null) {
        seconds = seconds.add(clock(part));
      } else if (MONTHS.containsKey(unit)) {
        BigDecimal each = BigDecimal.valueOf(MONTHS.get(unit));
        months = months.add(new BigDecimal(part.group(1)).multiply(each));
      } else if (SECONDS.containsKey(unit)) {
        seconds = seconds.add(new BigDecimal(part.group(1)).multiply(SECONDS.get(unit)));
      } else {
        throw none(text);
      }
    }
    if (end == 0 || !rest.substring(end).isBlank()) {
      throw none(text);
    }
    int direction = isAgo ? -sign : sign;
    return literal(text, months, seconds, direction, pos);
  }

  private static String singular(String unit) {
    boolean isKnown = MONTHS.containsKey(unit) || SECONDS.containsKey(unit);
    return !isKnown && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }

  /** Hours, minutes and seconds. */
  private static BigDecimal clock(Matcher part) {
    BigDecimal seconds =
        new BigDecimal(part.group(4))
            .multiply(BigDecimal.valueOf(3600))
            .add(new BigDecimal(part.group(5)).multiply(BigDecimal.valueOf(60)));
    if (part.group(6) != null) {
      seconds = seconds.add(new BigDecimal(part.group(6)));
    }
    return part.group(3).equals("-") ? seconds.negate() : seconds;
  }

  private static SqlLiteral literal(
      String text, BigDecimal months, BigDecimal seconds, int direction, SqlParserPos pos)
      throws ParseException {
    if (months.signum() != 0 && seconds.signum() != 0) {
      throw new ParseException(
          "INTERVAL '" + text + "' has months and what is shorter; add two intervals instead");
    }
    boolean isOfMonths = months.signum() != 0;
    BigDecimal size = (isOfMonths ? months : seconds).setScale(PRECISION, RoundingMode.HALF_UP);
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
      throw none(text);
    }
    long whole = months.longValue();
    return whole / 12 + "-" + whole % 12;
  }

  /** {@code d} or {@code d h:m:s}. */
  private static String days(BigDecimal seconds) {
    BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.valueOf(SECONDS_PER_DAY));
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

  private static ParseException none(String text) {
    return new ParseException(
        "'" + text + "' is no interval; write one such as INTERVAL '1' DAY or INTERVAL '2 hours'");
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
