package io.ewig.calcite.system.function;

import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The states that functions compare or show, by their names.
 *
 * <pre>
 * name = branch | "tag:" tag | "commit:" id | timestamp         the statement's branch at that time
 *      | branch "@" timestamp | branch "@seq:" number
 * </pre>
 *
 * <p>A branch is seen as it was at the statement's moment.
 */
final class Moments {

  private static final String TAG = "tag:";
  private static final String COMMIT = "commit:";
  private static final String SEQ = "seq:";

  private Moments() {}

  /** What a value of any type names. */
  static View view(Ewig engine, Object name, Reading reading) {
    if (name instanceof String text) {
      return view(engine, text.strip(), reading.view(), reading.moment().branch());
    }
    Instant instant = instant(name, reading.execution().zone());
    return at(engine, reading.moment().branch(), new When.At(instant), reading.view());
  }

  /**
   * @param seen what the statement sees
   * @param branch that the statement is about
   */
  static View view(Ewig engine, String name, View seen, String branch) {
    if (name.startsWith(TAG)) {
      return engine.view(branch, new When.AtTag(name.substring(TAG.length())));
    } else if (name.startsWith(COMMIT)) {
      return ofCommit(engine, name.substring(COMMIT.length()), seen);
    }
    int at = name.indexOf('@');
    if (at > 0) {
      return at(engine, name.substring(0, at), when(name.substring(at + 1)), seen);
    }
    return isTimestamp(name)
        ? at(engine, branch, when(name), seen)
        : at(engine, name, new When.AfterEvent(seen.size() - 1), seen);
  }

  /** On the line that the commit lies on, which need not be where a branch is now. */
  private static View ofCommit(Ewig engine, String id, View seen) {
    var commit = engine.commit(EventId.parse(id));
    return engine.branches().view(commit, seen);
  }

  private static When when(String text) {
    return text.startsWith(SEQ)
        ? new When.AfterEvent(Long.parseLong(text.substring(SEQ.length())))
        : new When.At((Instant) Type.TIMESTAMP_WITH_TIME_ZONE.accept(text, "a moment"));
  }

  private static boolean isTimestamp(String name) {
    return name.length() >= 10
        && Character.isDigit(name.charAt(0))
        && name.charAt(4) == '-'
        && name.charAt(7) == '-';
  }

  /** Never later than what the statement sees. */
  static View at(Ewig engine, String branch, When when, View seen) {
    if (seen.size() == 0) {
      return engine.view(branch, new When.At(Instant.MIN));
    }
    View view = engine.view(branch, when);
    return view.size() <= seen.size()
        ? view
        : engine.view(branch, new When.AfterEvent(seen.size() - 1));
  }

  /** A date or a wall clock is that of the session's zone. */
  static Instant instant(Object value, ZoneId zone) {
    if (value instanceof Instant instant) {
      return instant;
    } else if (value instanceof LocalDateTime time) {
      return time.atZone(zone).toInstant();
    } else if (value instanceof LocalDate date) {
      return date.atStartOfDay(zone).toInstant();
    } else if (value instanceof String text) {
      return (Instant) Type.TIMESTAMP_WITH_TIME_ZONE.accept(text.strip(), "a moment");
    }
    throw new UserException(
        ErrorCode.INVALID_ARGUMENT, "'" + value + "' is no moment; give a timestamp");
  }
}
