package io.ewig.calcite.system.function;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.session.Instants;
import io.ewig.calcite.system.history.LineNames;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * The states that functions compare or show, by their names.
 *
 * <pre>
 * name      = state | timestamp                       a timestamp: the statement's branch at that time
 * state     = branch | branch "@" timestamp | "tag:" tag | "commit:" id
 * </pre>
 *
 * <p>A branch is seen as it was at the statement's moment, and nothing that came later is ever
 * seen, but for a tag or commit that is named.
 */
final class Moments {

  private static final String TAG = "tag:";
  private static final String COMMIT = "commit:";

  private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\d([ T].*)?");

  private final Ewig engine;
  private final View seen;
  private final String branch;
  private final ZoneId zone;

  /**
   * @param seen what the statement sees
   * @param branch that the statement is about
   * @param zone of the session
   */
  Moments(Ewig engine, View seen, String branch, ZoneId zone) {
    this.engine = engine;
    this.seen = seen;
    this.branch = branch;
    this.zone = zone;
  }

  static Moments of(Ewig engine, Reading reading) {
    return new Moments(
        engine, reading.view(), reading.moment().branch(), reading.execution().zone());
  }

  /** The state that a value of some type names. */
  View view(Object name) {
    if (!(name instanceof String given)) {
      return at(branch, instant(name));
    }
    String text = given.strip();
    if (text.startsWith(TAG)) {
      return engine.view(branch, new When.AtTag(text.substring(TAG.length())));
    } else if (text.startsWith(COMMIT)) {
      Commit commit = engine.events().commit(EventId.parse(text.substring(COMMIT.length())));
      return engine.branches().view(commit, seen);
    }
    int at = text.indexOf('@');
    if (at > 0) {
      return at(text.substring(0, at), instant(text.substring(at + 1)));
    }
    return TIMESTAMP.matcher(text).matches() ? at(branch, instant(text)) : now(text);
  }

  /** A branch at the statement's moment. */
  View now(String name) {
    requireBranch(name);
    return engine.view(name, asSeen());
  }

  /** Whether a subject may be read as it is in a state. */
  boolean mayRead(Reading reading, Subject subject, View state) {
    return reading.rights().isUnlimited()
        || reading.rights().allows(demand(reading, subject, state));
  }

  void requireReading(Reading reading, Subject subject, View state) {
    if (!reading.rights().isUnlimited()) {
      reading.rights().require(demand(reading, subject, state));
    }
  }

  private Demand demand(Reading reading, Subject subject, View state) {
    Duration age = reading.moment().age();
    if (state.size() < seen.size()) {
      Instant last = state.size() == 0 ? Instant.EPOCH : engine.get(state.size() - 1).systemTime();
      age = Duration.between(last, reading.execution().now()).abs();
    }
    String of = LineNames.of(state.line().name());
    return Demand.reading(subject, of, age);
  }

  private When asSeen() {
    return seen.size() == 0 ? new When.At(Instant.MIN) : new When.AfterEvent(seen.size() - 1);
  }

  /** The statement's branch at a time. */
  View at(Object time) {
    return at(branch, instant(time));
  }

  private View at(String name, Instant instant) {
    requireBranch(name);
    View view = engine.view(name, new When.At(instant));
    return view.size() <= seen.size() ? view : engine.view(name, asSeen());
  }

  private void requireBranch(String name) {
    engine.branches().get(name);
  }

  /** A date or a wall clock is that of the session's zone. */
  Instant instant(Object value) {
    return Instants.of(value, zone);
  }
}
