package io.ewig.parser.expression;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.node.Place;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a date, time or timestamp literal means.
 *
 * <ul>
 *   <li>Years are 1 to 9999, fractions have up to 9 digits; a blank or a T stands between date and
 *       time; the time may lack, and so may its seconds.
 *   <li>A timestamp with a zone ({@code Z}, {@code +02:00}, {@code America/Montreal}) is an
 *       instant.
 * </ul>
 */
public final class TimeLiterals {

  private static final String DATE = "(\\d{4})-(\\d{1,2})-(\\d{1,2})";
  private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?";
  private static final String ZONE =
      " ?(Z|[+-]\\d{2}(?::?\\d{2})?)| ([A-Za-z][A-Za-z0-9_+/-]{0,60})";

  private static final Pattern DATES = Pattern.compile(DATE);
  private static final Pattern TIMES = Pattern.compile(TIME);
  private static final Pattern TIMESTAMPS =
      Pattern.compile(DATE + "(?:[ Tt]" + TIME + "(?:" + ZONE + ")?)?", Pattern.CASE_INSENSITIVE);

  private static final int FRACTION_DIGITS_MAX = 9;

  private TimeLiterals() {}

  public static SqlLiteral date(String text, SqlParserPos pos) {
    Matcher matcher = DATES.matcher(text.strip());
    if (!matcher.matches()) {
      throw invalid("DATE", text, pos, "2024-01-31");
    }
    try {
      return SqlLiteral.createDate(new DateString(date(matcher).toString()), pos);
    } catch (DateTimeException e) {
      throw invalid("DATE", text, pos, "2024-01-31", e);
    }
  }

  public static SqlLiteral time(String text, SqlParserPos pos) {
    Matcher matcher = TIMES.matcher(text.strip());
    if (!matcher.matches()) {
      throw invalid("TIME", text, pos, "23:59:59.5");
    }
    try {
      LocalTime time = time(matcher, 1);
      TimeString string =
          new TimeString(time.getHour(), time.getMinute(), time.getSecond())
              .withNanos(time.getNano());
      return SqlLiteral.createTime(string, digits(matcher.group(4)), pos);
    } catch (DateTimeException e) {
      throw invalid("TIME", text, pos, "23:59:59.5", e);
    }
  }

  /** A wall clock time; or an instant, if the text has a zone. */
  public static SqlLiteral timestamp(String text, SqlParserPos pos) {
    Matcher matcher = TIMESTAMPS.matcher(text.strip());
    if (!matcher.matches()) {
      throw invalid("TIMESTAMP", text, pos, "2024-01-31 23:59:59.5");
    }
    try {
      LocalDate date = date(matcher);
      LocalDateTime time =
          matcher.group(4) == null ? date.atStartOfDay() : date.atTime(time(matcher, 4));
      int digits = digits(matcher.group(7));
      String zone = matcher.group(8) == null ? matcher.group(9) : matcher.group(8);
      if (zone == null) {
        return SqlLiteral.createTimestamp(SqlTypeName.TIMESTAMP, string(time), digits, pos);
      }
      LocalDateTime utc =
          LocalDateTime.ofInstant(time.atZone(zone(zone)).toInstant(), ZoneOffset.UTC);
      return SqlLiteral.createTimestamp(
          SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, string(utc), digits, pos);
    } catch (DateTimeException e) {
      throw invalid("TIMESTAMP", text, pos, "2024-01-31 23:59:59.5", e);
    }
  }

  /** An instant; without a zone in the text that of the session counts, when it is run. */
  public static SqlNode instant(String text, SqlParserPos pos) {
    SqlLiteral literal = timestamp(text, pos);
    if (literal.getTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
      return literal;
    }
    SqlBasicTypeNameSpec type =
        new SqlBasicTypeNameSpec(
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, FRACTION_DIGITS_MAX, pos);
    return SqlStdOperatorTable.CAST.createCall(pos, literal, new SqlDataTypeSpec(type, pos));
  }

  private static LocalDate date(Matcher matcher) {
    int year = Integer.parseInt(matcher.group(1));
    if (year == 0) {
      throw new DateTimeException("there was no year 0");
    }
    return LocalDate.of(year, number(matcher, 2), number(matcher, 3));
  }

  private static LocalTime time(Matcher matcher, int group) {
    String seconds = matcher.group(group + 2);
    String fraction = matcher.group(group + 3);
    int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    return LocalTime.of(
        number(matcher, group),
        number(matcher, group + 1),
        seconds == null ? 0 : Integer.parseInt(seconds),
        nanos);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static int digits(@Nullable String fraction) {
    return fraction == null ? 0 : fraction.length();
  }

  private static TimestampString string(LocalDateTime time) {
    if (time.getYear() < 1 || time.getYear() > 9999) {
      throw new DateTimeException("years are 1 to 9999");
    }
    return new TimestampString(
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond())
        .withNanos(time.getNano());
  }

  private static ZoneId zone(String text) {
    return ZoneId.of(text.equals("z") ? "Z" : text);
  }

  private static UserException invalid(
      String type, String text, SqlParserPos pos, String example, DateTimeException cause) {
    return Place.of(pos)
        .error(ErrorCode.INVALID_DATETIME, message(type, text, example, cause.getMessage()), cause);
  }

  private static UserException invalid(String type, String text, SqlParserPos pos, String example) {
    return Place.of(pos)
        .error(ErrorCode.INVALID_DATETIME, message(type, text, example, "its form is unknown"));
  }

  private static String message(String type, String text, String example, @Nullable String why) {
    String shown = text.length() > 60 ? text.substring(0, 60) + ".." : text;
    return "'"
        + shown
        + "' is no "
        + type
        + " ("
        + why
        + "); write one such as "
        + type
        + " '"
        + example
        + "'";
  }
}
