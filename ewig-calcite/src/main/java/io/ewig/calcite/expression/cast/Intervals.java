package io.ewig.calcite.expression.cast;

import io.ewig.calcite.expression.Fault;
import io.ewig.engine.value.Interval;
import io.ewig.parser.expression.IntervalSum;
import io.ewig.parser.grammar.ParseException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Lengths of time, to and from texts and numbers.
 *
 * <p>The text of an interval is that of its literal: 1-2, or 3 04:05:06.7, the fields that its type
 * has; ISO 8601 and texts with units are read as well. What is smaller than the last field of the
 * type is cut off.
 */
public final class Intervals {

  private static final String EXAMPLE = "1-2, 3 04:05:06.7, 3 days 4 hours or P3DT4H5M6.7S";
  private static final int TEXT_CHARS_MAX = 60;
  private static final long NANOS = 1_000_000_000L;
  private static final Pattern YEARS = Pattern.compile("(\\d{1,10})-(\\d{1,2})");
  private static final Pattern DAYS =
      Pattern.compile(
          "(?:(\\d{1,10}) )?(\\d{1,10}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9})\\d*)?)?");
  private static final Pattern DAY_AND_HOUR = Pattern.compile("(\\d{1,10}) (\\d{1,10})");
  private static final Pattern ONE = Pattern.compile("\\d{1,18}(?:\\.\\d{1,9})?");

  private Intervals() {}

  public static boolean isInterval(RelDataType type) {
    return SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName());
  }

  public static boolean isMonths(RelDataType type) {
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName());
  }

  private static SqlIntervalQualifier fields(RelDataType type) {
    return Objects.requireNonNull(type.getIntervalQualifier(), "fields of an interval");
  }

  static Conversion to(RelDataType from, RelDataType to) {
    boolean fromInterval = isInterval(from);
    if (fromInterval && isMonths(from) != isMonths(to)) {
      throw Fault.unsupported(
          "a cast from " + from + " to " + to + " is not supported: months have no fixed length");
    }
    return (value, execution) -> {
      if (value instanceof Interval interval) {
        return cut(interval, to);
      }
      if (value instanceof Number) {
        return counted(Numbers.exact(value, to), to);
      }
      return cut(parse(String.valueOf(value), to), to);
    };
  }

  /** So many of the first field. */
  private static Interval counted(BigDecimal count, RelDataType to) {
    return ofUnits(count, fields(to).getStartUnit(), to);
  }

  /** So many of a unit; what is smaller than a month, or a nanosecond, is cut off. */
  public static Interval ofUnits(BigDecimal count, TimeUnit unit, RelDataType to) {
    BigDecimal size = isMonths(to) ? unit.multiplier : unit.multiplier.multiply(MILLI);
    BigDecimal total = count.multiply(size);
    if (total.precision() - (long) total.scale() > 19) {
      throw Fault.outOfRange(count, to);
    }
    try {
      long whole = total.setScale(0, RoundingMode.DOWN).longValueExact();
      return isMonths(to) ? Interval.ofMonths(whole) : Interval.ofNanos(whole);
    } catch (ArithmeticException e) {
      throw Fault.outOfRange(count, to);
    }
  }

  private static final BigDecimal MILLI = BigDecimal.valueOf(1_000_000);

  /** How many of its last field an interval has; a number for casts to numbers. */
  static BigDecimal count(Interval interval, RelDataType from) {
    TimeUnit unit = fields(from).getEndUnit();
    TimeUnit last = unit == null ? fields(from).getStartUnit() : unit;
    if (isMonths(from)) {
      return BigDecimal.valueOf(last == TimeUnit.YEAR ? interval.months() / 12 : interval.months());
    }
    if (last == TimeUnit.SECOND) {
      return BigDecimal.valueOf(interval.nanos(), 9);
    }
    return BigDecimal.valueOf(interval.nanos() / nanosOf(last));
  }

  private static long nanosOf(TimeUnit unit) {
    return unit.multiplier.longValueExact() * 1_000_000L;
  }

  /** Without what is smaller than the last field. */
  static Interval cut(Interval interval, RelDataType to) {
    TimeUnit last =
        fields(to).getEndUnit() == null ? fields(to).getStartUnit() : fields(to).getEndUnit();
    if (isMonths(to)) {
      long months = interval.months();
      return last == TimeUnit.YEAR ? Interval.ofMonths(months - months % 12) : interval;
    }
    long unit = last == TimeUnit.SECOND ? secondPart(to) : nanosOf(last);
    long nanos = interval.nanos();
    return nanos % unit == 0 ? interval : Interval.ofNanos(nanos - nanos % unit);
  }

  private static long secondPart(RelDataType to) {
    long unit = 1;
    int digits = to.getScale();
    for (int i = digits < 0 ? 9 : digits; i < 9; i++) {
      unit *= 10;
    }
    return unit;
  }

  private static Interval parse(String given, RelDataType to) {
    String text = given.strip();
    if (text.isEmpty() || text.length() > TEXT_CHARS_MAX) {
      throw Fault.invalidTime(to, given, EXAMPLE);
    }
    try {
      if (text.indexOf('P') >= 0 || text.indexOf('p') >= 0) {
        return iso(text, to);
      }
      if (text.startsWith("@") || text.chars().anyMatch(Character::isLetter)) {
        return worded(text, given, to);
      }
      boolean negative = text.charAt(0) == '-';
      String fields = negative || text.charAt(0) == '+' ? text.substring(1) : text;
      Interval interval = isMonths(to) ? months(fields, given, to) : nanos(fields, given, to);
      return negative ? new Interval(-interval.months(), -interval.nanos()) : interval;
    } catch (DateTimeException e) {
      throw Fault.invalidTime(to, given, EXAMPLE);
    } catch (ArithmeticException e) {
      throw Fault.outOfRange(given, to);
    }
  }

  private static Interval iso(String text, RelDataType to) {
    if (isMonths(to)) {
      Period period = Period.parse(text);
      if (!period.equals(period.withDays(0))) {
        throw Fault.invalidTime(to, text, "P1Y2M");
      }
      return Interval.ofMonths(period.toTotalMonths());
    }
    return Interval.of(Duration.parse(text));
  }

  /** With its units in the text: 1 day 2 hours. */
  private static Interval worded(String text, String given, RelDataType to) {
    IntervalSum sum;
    try {
      sum = IntervalSum.of(text);
    } catch (ParseException none) {
      throw Fault.invalidTime(to, given, EXAMPLE);
    }
    BigDecimal other = isMonths(to) ? sum.seconds() : sum.months();
    if (other.signum() != 0 || sum.months().stripTrailingZeros().scale() > 0) {
      throw Fault.invalidTime(to, given, isMonths(to) ? "1 year 2 months" : "3 days 4 hours");
    }
    return isMonths(to)
        ? ofUnits(sum.months(), TimeUnit.MONTH, to)
        : ofUnits(sum.seconds(), TimeUnit.SECOND, to);
  }

  private static Interval months(String text, String given, RelDataType to) {
    Matcher years = YEARS.matcher(text);
    if (years.matches()) {
      return Interval.ofMonths(
          12 * Long.parseLong(years.group(1)) + Long.parseLong(years.group(2)));
    }
    return one(text, given, to);
  }

  private static Interval one(String text, String given, RelDataType to) {
    if (!ONE.matcher(text).matches()) {
      throw Fault.invalidTime(to, given, EXAMPLE);
    }
    return counted(new BigDecimal(text), to);
  }

  private static Interval nanos(String text, String given, RelDataType to) {
    Matcher days = DAYS.matcher(text);
    if (days.matches()) {
      // two fields are hours and minutes, unless the type says that they are minutes and seconds
      boolean minutesFirst = days.group(4) == null && fields(to).getStartUnit() == TimeUnit.MINUTE;
      long first = part(days, 2);
      long second = part(days, 3);
      long seconds =
          minutesFirst ? 60 * first + second : 3600 * first + 60 * second + part(days, 4);
      long total = Math.addExact(86_400 * part(days, 1), seconds);
      return Interval.ofNanos(
          Math.addExact(Math.multiplyExact(total, NANOS), fraction(days.group(5))));
    }
    Matcher hours = DAY_AND_HOUR.matcher(text);
    if (hours.matches()) {
      long total = 86_400 * part(hours, 1) + 3600 * part(hours, 2);
      return Interval.ofNanos(Math.multiplyExact(total, NANOS));
    }
    return one(text, given, to);
  }

  private static long part(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }

  private static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000000000").substring(0, 9));
  }

  /** The text between the quotes of its literal. */
  public static String text(Interval interval, RelDataType type) {
    TimeUnit first = fields(type).getStartUnit();
    TimeUnit end = fields(type).getEndUnit();
    TimeUnit last = end == null ? first : end;
    StringBuilder text = new StringBuilder();
    if (isMonths(type)) {
      long months = interval.months();
      text.append(months < 0 ? "-" : "");
      text.append(Math.abs(first == TimeUnit.MONTH ? months : months / 12));
      return first == TimeUnit.YEAR && last == TimeUnit.MONTH
          ? text.append('-').append(Math.abs(months % 12)).toString()
          : text.toString();
    }
    long nanos = interval.nanos();
    text.append(nanos < 0 ? "-" : "");
    appendFields(text, nanos, first, last);
    return text.toString();
  }

  private static void appendFields(StringBuilder text, long nanos, TimeUnit first, TimeUnit last) {
    TimeUnit[] units = {TimeUnit.DAY, TimeUnit.HOUR, TimeUnit.MINUTE, TimeUnit.SECOND};
    long rest = nanos;
    boolean started = false;
    for (TimeUnit unit : units) {
      if (!started && unit != first) {
        continue;
      }
      long size = nanosOf(unit);
      long count = Math.abs(rest / size);
      rest %= size;
      if (!started) {
        text.append(count);
      } else {
        Clocks.two(text.append(unit == TimeUnit.HOUR ? ' ' : ':'), count);
      }
      started = true;
      if (unit == last) {
        break;
      }
    }
    if (last == TimeUnit.SECOND) {
      Clocks.fraction(text, Math.abs(rest));
    }
  }
}
