package io.ewig.calcite.system.function;

import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code generate_series(from, to [, step])}: numbers or times one step from the other, both ends
 * included, as in PostgreSQL.
 *
 * <ul>
 *   <li>whole numbers are bigint, others decimal; the step is 1 unless it is given;
 *   <li>dates and wall clocks are timestamps, instants are instants; the step is an interval, and
 *       months are counted in the session's time zone;
 *   <li>nothing comes if an argument is null or the step leads away from the end.
 * </ul>
 */
public final class GenerateSeries implements TableFunction {

  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("from", null, false, false),
          new Parameter("to", null, false, false),
          new Parameter("step", null, true, false));

  /** A number or a time is a row of one column. */
  private static final int DECIMAL_SCALE = 10;

  @Override
  public String name() {
    return "generate_series";
  }

  @Override
  public String remarks() {
    return "Numbers or times from one to another, step by step.";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public boolean isOfOneColumn() {
    return true;
  }

  /** What is not known yet is taken for a whole number. */
  @Override
  public Relation call(View view, List<@Nullable Object> arguments) {
    Argument.requireCount(name(), PARAMETERS, arguments.size());
    return of(Shape.ofValues(arguments));
  }

  @Override
  public Relation call(View view, List<@Nullable Object> arguments, List<@Nullable Type> types) {
    Argument.requireCount(name(), PARAMETERS, types.size());
    return of(Shape.ofTypes(types));
  }

  private Relation of(Shape shape) {
    return Listing.<Object>named(EventTable.SCHEMA, name(), remarks())
        .column(name(), shape.type(), value -> value)
        .unique(name())
        .seenByAll()
        .from(reading -> series(reading, shape.type()));
  }

  /** What a series is of. */
  private enum Shape {
    WHOLE,
    DECIMAL,
    TIMES,
    INSTANTS;

    Type type() {
      return switch (this) {
        case WHOLE -> Type.BIGINT;
        case DECIMAL -> Type.decimal(Type.DECIMAL_DIGITS_DEFAULT, DECIMAL_SCALE);
        case TIMES -> Type.TIMESTAMP;
        case INSTANTS -> Type.TIMESTAMP_WITH_TIME_ZONE;
      };
    }

    static Shape ofValues(List<@Nullable Object> arguments) {
      Shape shape = WHOLE;
      for (Object argument : arguments) {
        if (argument instanceof Instant) {
          return INSTANTS;
        } else if (argument instanceof LocalDateTime || argument instanceof LocalDate) {
          return TIMES;
        } else if (argument instanceof BigDecimal decimal
            && decimal.stripTrailingZeros().scale() > 0) {
          shape = DECIMAL;
        }
      }
      return shape;
    }

    static Shape ofTypes(List<@Nullable Type> types) {
      Shape shape = WHOLE;
      for (Type type : types) {
        switch (type == null ? Kind.BIGINT : type.kind()) {
          case TIMESTAMP_WITH_TIME_ZONE -> {
            return INSTANTS;
          }
          case TIMESTAMP, DATE -> {
            return TIMES;
          }
          case DECIMAL -> shape = type.scale() > 0 ? DECIMAL : shape;
          default -> {}
        }
      }
      return shape;
    }
  }

  private static Items<Object> series(Reading reading, Type type) {
    Object from = reading.argument(0);
    Object to = reading.argument(1);
    boolean hasStep = reading.arguments().size() > 2;
    Object step = hasStep ? reading.argument(2) : Integer.valueOf(1);
    if (from == null || to == null || step == null) {
      return Items.none();
    }
    return switch (type.kind()) {
      case BIGINT ->
          numbers(
              Argument.number(from, "the start of a series"),
              Argument.number(to, "the end of a series"),
              Argument.number(step, "the step of a series"));
      case DECIMAL -> decimals(decimal(from), decimal(to), decimal(step));
      default -> times(reading, type, from, to, step, hasStep);
    };
  }

  private static UserException noStep() {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT, "the step of a series is 0; it would never end");
  }

  private static Items<Object> numbers(long from, long to, long step) {
    if (step == 0) {
      throw noStep();
    }
    return new Items<>() {
      private long next = from;
      private boolean isOver;

      @Override
      public @Nullable Object next() {
        isOver |= step > 0 ? next > to : next < to;
        if (isOver) {
          return null;
        }
        long value = next;
        next = value + step;
        isOver = ((value ^ next) & (step ^ next)) < 0; // it left the range of bigint
        return value;
      }
    };
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return BigDecimal.valueOf(Argument.number(value, "a bound of a series"));
  }

  private static Items<Object> decimals(BigDecimal from, BigDecimal to, BigDecimal step) {
    if (step.signum() == 0) {
      throw noStep();
    }
    return new Items<>() {
      private BigDecimal next = from;

      @Override
      public @Nullable Object next() {
        BigDecimal value = next;
        next = value.add(step);
        return value.compareTo(to) * step.signum() > 0 ? null : value;
      }
    };
  }

  private static Items<Object> times(
      Reading reading, Type type, Object from, Object to, Object step, boolean hasStep) {
    if (!hasStep || !(step instanceof Interval interval)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a series of times takes an interval for its step, as INTERVAL '1' DAY");
    } else if (interval.equals(Interval.ZERO)) {
      throw noStep();
    }
    boolean isForward = interval.compareTo(Interval.ZERO) > 0;
    if (type.equals(Type.TIMESTAMP_WITH_TIME_ZONE)) {
      ZonedDateTime start = zoned(from, reading.execution().zone());
      Instant end = zoned(to, reading.execution().zone()).toInstant();
      return steps(
          end,
          isForward,
          count ->
              start
                  .plusMonths(Math.multiplyExact(interval.months(), count))
                  .toInstant()
                  .plusNanos(Math.multiplyExact(interval.nanos(), count)));
    }
    LocalDateTime start = wallClock(from);
    return steps(
        wallClock(to),
        isForward,
        count ->
            start
                .plusMonths(Math.multiplyExact(interval.months(), count))
                .plusNanos(Math.multiplyExact(interval.nanos(), count)));
  }

  /**
   * @param after so many steps from the start, so that the ends of months stay where they are
   */
  private static <T extends Comparable<? super T>> Items<Object> steps(
      T end, boolean isForward, LongFunction<T> after) {
    return new Items<>() {
      private long count;

      @Override
      public @Nullable Object next() {
        try {
          T at = after.apply(count++);
          int order = at.compareTo(end);
          return (isForward ? order > 0 : order < 0) ? null : at;
        } catch (ArithmeticException | DateTimeException beyondAllTime) {
          return null;
        }
      }
    };
  }

  /** An instant keeps its offset, so that it is itself where clocks show an hour twice. */
  private static ZonedDateTime zoned(Object value, ZoneId zone) {
    return value instanceof Instant instant ? instant.atZone(zone) : wallClock(value).atZone(zone);
  }

  private static LocalDateTime wallClock(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    } else if (value instanceof LocalDateTime time) {
      return time;
    }
    throw new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "'" + value + "' is no time: give two times of the same type for a series");
  }
}
