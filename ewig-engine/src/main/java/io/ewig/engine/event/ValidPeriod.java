package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something was true in the world: from an instant up to, but not including, another.
 *
 * <p>{@link #OPEN_END} stands for "until further notice", {@link #OPEN_START} for "since ever".
 */
public record ValidPeriod(Instant from, Instant to) {

  public static final Instant OPEN_START = Instant.MIN;
  public static final Instant OPEN_END = Instant.MAX;

  public ValidPeriod {
    if (!from.isBefore(to)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a valid period must end after it starts, but " + to + " is not after " + from);
    }
  }

  public static ValidPeriod from(Instant from) {
    return new ValidPeriod(from, OPEN_END);
  }

  /**
   * By nanoseconds since 1970: the smallest and the largest number there is are open ends, see
   * {@link #fromNanos}.
   */
  public static ValidPeriod ofNanos(long from, long to) {
    return new ValidPeriod(
        from == Long.MIN_VALUE ? OPEN_START : SystemNanos.toInstant(from),
        to == Long.MAX_VALUE ? OPEN_END : SystemNanos.toInstant(to));
  }

  /** In nanoseconds since 1970; what lies before those that there are counts as an open start. */
  public long fromNanos() {
    return SystemNanos.of(from);
  }

  /** Likewise. */
  public long toNanos() {
    return SystemNanos.of(to);
  }

  /** When it starts, or null if that is open. */
  public @Nullable Instant since() {
    return from.equals(OPEN_START) ? null : from;
  }

  /** When it ends, or null if that is open. */
  public @Nullable Instant until() {
    return to.equals(OPEN_END) ? null : to;
  }

  public boolean isOpenEnded() {
    return to.equals(OPEN_END);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  public boolean overlaps(ValidPeriod other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }
}
