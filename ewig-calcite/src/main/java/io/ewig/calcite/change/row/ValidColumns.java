package io.ewig.calcite.change.row;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.ValidPeriod;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** The hidden columns by which an INSERT says when a row is true. */
public final class ValidColumns {

  public static final String FROM = "_valid_from";
  public static final String TO = "_valid_to";
  private static final Set<String> NAMES = Set.of(FROM, TO);

  private ValidColumns() {}

  public static boolean isOne(SqlIdentifier name) {
    return NAMES.contains(name.names.get(name.names.size() - 1));
  }

  public static List<SqlIdentifier> without(List<SqlIdentifier> names) {
    return names.stream().filter(name -> !isOne(name)).toList();
  }

  /**
   * The period of a change that says nothing of its time.
   *
   * @param seen when the row is true that it changes; at present: from the commit on
   * @param to null: until further notice
   */
  public static @Nullable ValidPeriod since(Instant seen, @Nullable Instant to, Instant now) {
    return period(seen.equals(now) ? null : seen, to, now);
  }

  /**
   * The period of two values.
   *
   * @param from null: from the commit on, or from now on if there is an end
   * @param to null: until further notice
   */
  public static @Nullable ValidPeriod period(
      @Nullable Instant from, @Nullable Instant to, Instant now) {
    if (from == null && to == null) {
      return null;
    }
    Instant start = from == null ? now : from;
    Instant end = to == null ? ValidPeriod.OPEN_END : to;
    if (!start.isBefore(end)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "a row is true from " + start + " to " + end + ": the end has to be after the start");
    }
    return new ValidPeriod(start, end);
  }
}
