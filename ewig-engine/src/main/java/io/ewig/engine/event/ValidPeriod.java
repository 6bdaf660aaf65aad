package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.time.Instant;

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
