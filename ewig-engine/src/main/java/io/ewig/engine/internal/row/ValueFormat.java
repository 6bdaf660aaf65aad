package io.ewig.engine.internal.row;

import io.ewig.engine.value.Type;
import java.time.LocalDate;

/**
 * A value in a row, whose length is known from outside; little-endian.
 *
 * <pre>
 *   boolean                  number, 0 or 1
 *   tinyint ... bigint       number
 *   real                     4 bytes, IEEE 754
 *   double                   8 bytes, IEEE 754; or 4 that a real left
 *   decimal                  1 byte scale, number without the point
 *   char, varchar, json      UTF-8; a char without the blanks at its end
 *   binary, varbinary        as they are; a binary without the zeros at its end
 *   date                     number of days since 1970
 *   time                     number of nanoseconds since midnight
 *   timestamp (both kinds)   number of microseconds since 1970, rounded down; and if nanoseconds
 *                            are left over: 8 bytes of that, 2 bytes of nanoseconds, 1 to 999
 *   interval                 number of months or of nanoseconds
 *   uuid                     16 bytes, big-endian
 *   array                    varint count, each: varint (0 = null, else length + 1), value
 *   number = two's complement in as few bytes as will do; 0 takes none
 * </pre>
 *
 * <p>A value looks the same whatever the width of its type was: an integer became a bigint, a
 * decimal(10,2) a decimal(12,4), a char(5) a varchar(9), and old rows are read as if they had been
 * written so. That is what {@code Type.widensTo} promises, and the reason why no row names the
 * version of the table that wrote it.
 */
final class ValueFormat {

  static final int SCALE_BYTES = 1;

  /** A whole timestamp and the two bytes of nanoseconds; no number is that long. */
  static final int FINE_TIMESTAMP_BYTES = Long.BYTES + Short.BYTES;

  static final int UUID_BYTES = 16;
  static final int MICROS_PER_SECOND = 1_000_000;
  static final int NANOS_PER_MICRO = 1_000;
  static final long SECONDS_PER_DAY = 86_400;
  static final long NANOS_PER_DAY = SECONDS_PER_DAY * 1_000_000_000;
  static final long DAY_MIN = LocalDate.of(1, 1, 1).toEpochDay();
  static final long DAY_MAX = LocalDate.of(9999, 12, 31).toEpochDay();
  static final long MICROS_MIN = DAY_MIN * SECONDS_PER_DAY * MICROS_PER_SECOND;
  static final long MICROS_MAX = (DAY_MAX + 1) * SECONDS_PER_DAY * MICROS_PER_SECOND - 1;

  private static final int[] NANO_UNITS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private ValueFormat() {}

  /** Bytes that a number takes. */
  static int length(long number) {
    return number == 0 ? 0 : (72 - Long.numberOfLeadingZeros(number ^ (number >> 63))) >>> 3;
  }

  /** The nanoseconds that a time of that type is a multiple of. */
  static int nanoUnit(Type type) {
    return NANO_UNITS[type.precision()];
  }
}
