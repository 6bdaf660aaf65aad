package io.ewig.calcite.expression.rex;

import io.ewig.calcite.expression.Constant;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Folds constants in plans.
 *
 * <p>What fails stays as it is and fails when it is executed, if it ever is; so does what depends
 * on the execution, and what would be a long literal; a UUID too, because Calcite has another order
 * of them and would merge conditions by it; and what a cast has padded, because blanks at the end
 * of a literal count.
 */
public final class EwigRexExecutor implements RexExecutor {

  private static final int TEXT_CHARS_MAX = 1_000;
  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

  @Override
  public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
    for (RexNode constant : constants) {
      reduced.add(reduced(builder, constant));
    }
  }

  private static RexNode reduced(RexBuilder builder, RexNode constant) {
    if (constant instanceof RexLiteral || isPadded(constant)) {
      return constant;
    }
    try {
      return Constant.of(new RexCompiler(builder).compile(constant))
          .map(known -> literal(builder, known.value(), constant))
          .orElse(constant);
    } catch (EwigException ignored) {
      return constant; // it fails, which will show in the execution
    }
  }

  private static boolean isPadded(RexNode constant) {
    return constant.isA(SqlKind.CAST) && constant.getType().getSqlTypeName() == SqlTypeName.CHAR;
  }

  private static RexNode literal(RexBuilder builder, @Nullable Object value, RexNode constant) {
    if (value == null) {
      return builder.makeNullLiteral(constant.getType());
    }
    Object plain = plain(value, constant.getType());
    return plain == null ? constant : builder.makeLiteral(plain, constant.getType(), true, false);
  }

  /** As Calcite has it in a literal, or null if it has no literals of that kind. */
  private static @Nullable Object plain(Object value, RelDataType type) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? number : null;
    }
    if (value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (value instanceof String text) {
      return text.length() <= TEXT_CHARS_MAX ? text : null;
    }
    if (value instanceof Bytes bytes) {
      return bytes.length() <= TEXT_CHARS_MAX ? new ByteString(bytes.toArray()) : null;
    }
    if (value instanceof Interval interval) {
      return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())
          ? BigDecimal.valueOf(interval.months())
          : BigDecimal.valueOf(interval.nanos()).divide(NANOS_PER_MILLI);
    }
    return time(value);
  }

  private static @Nullable Object time(Object value) {
    if (value instanceof LocalDate date) {
      return new DateString(date.toString());
    }
    if (value instanceof LocalTime time) {
      return new TimeString(time.getHour(), time.getMinute(), time.getSecond())
          .withNanos(time.getNano());
    }
    if (value instanceof LocalDateTime moment) {
      return timestamp(moment);
    }
    return value instanceof Instant instant
        ? timestamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
        : null;
  }

  private static TimestampString timestamp(LocalDateTime moment) {
    return new TimestampString(
            moment.getYear(),
            moment.getMonthValue(),
            moment.getDayOfMonth(),
            moment.getHour(),
            moment.getMinute(),
            moment.getSecond())
        .withNanos(moment.getNano());
  }
}
