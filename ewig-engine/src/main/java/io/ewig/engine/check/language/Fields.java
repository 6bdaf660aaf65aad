package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code EXTRACT(unit FROM x)} of dates, times and timestamps, as whole numbers. */
final class Fields {

  private static final Map<String, TemporalField> OF_DATES =
      Map.of(
          "year", ChronoField.YEAR,
          "quarter", IsoFields.QUARTER_OF_YEAR,
          "month", ChronoField.MONTH_OF_YEAR,
          "week", IsoFields.WEEK_OF_WEEK_BASED_YEAR,
          "day", ChronoField.DAY_OF_MONTH,
          "dow", ChronoField.DAY_OF_WEEK,
          "isodow", ChronoField.DAY_OF_WEEK,
          "doy", ChronoField.DAY_OF_YEAR);

  private static final Map<String, TemporalField> OF_TIMES =
      Map.of(
          "hour", ChronoField.HOUR_OF_DAY,
          "minute", ChronoField.MINUTE_OF_HOUR,
          "second", ChronoField.SECOND_OF_MINUTE);

  private Fields() {}

  static Expression of(Source source, Token unit, Expression moment) {
    String name = unit.lowerCase();
    TemporalField date = OF_DATES.get(name);
    TemporalField time = OF_TIMES.get(name);
    boolean hasDate = moment.is(Sort.DATE) || moment.is(Sort.TIMESTAMP);
    boolean hasTime = moment.is(Sort.TIME) || moment.is(Sort.TIMESTAMP);
    if (date != null && hasDate) {
      return computed(unit, moment, date, name.equals("dow"));
    } else if (time != null && hasTime) {
      return computed(unit, moment, time, false);
    } else if (date == null && time == null) {
      throw source.error(
          ErrorCode.SYNTAX_ERROR,
          unit.at(),
          unit.shown()
              + " is no unit; there are year, quarter, month, week, day, dow, isodow, doy, hour,"
              + " minute and second");
    }
    throw source.error(
        ErrorCode.TYPE_MISMATCH,
        moment.at(),
        moment.sort().shown() + " has no " + name + " that is the same everywhere");
  }

  private static Expression computed(
      Token unit, Expression moment, TemporalField field, boolean isFromSunday) {
    return Expression.computed(
        Sort.INTEGER,
        unit.at(),
        row -> {
          TemporalAccessor value = temporal(moment.value(row));
          if (value == null) {
            return null;
          }
          int number = value.get(field);
          return BigDecimal.valueOf(
              isFromSunday ? number % DayOfWeek.SUNDAY.getValue() + 1 : number);
        });
  }

  private static @Nullable TemporalAccessor temporal(@Nullable Object value) {
    boolean isOne =
        value instanceof LocalDate || value instanceof LocalTime || value instanceof LocalDateTime;
    return isOne ? (TemporalAccessor) value : null;
  }
}
