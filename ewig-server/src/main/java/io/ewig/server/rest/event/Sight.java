package io.ewig.server.rest.event;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.session.When;
import io.ewig.server.session.ServerSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What whoever asks may see and do without SQL: the same as in SQL, as it stands at each question;
 * any thread.
 *
 * <ul>
 *   <li>Of many things he is given those that he may read, and hears of no others, as of the rows
 *       of {@code ewig.events}.
 *   <li>One thing that he names is refused if he may not read it, and the refusal is noted.
 * </ul>
 */
public final class Sight {

  private final Rights rights;
  private final Ewig engine;
  private final InstantSource clock;

  public Sight(Rights rights, Ewig engine, InstantSource clock) {
    this.rights = rights;
    this.engine = engine;
    this.clock = clock;
  }

  public static Sight of(ServerSession session) {
    return new Sight(session.rights(), session.unguarded(), InstantSource.system());
  }

  public Ewig engine() {
    return engine;
  }

  /** Whether it may be given out; so is each event, by itself. */
  public boolean mayRead(Event event) {
    if (rights.isUnlimited()) {
      return true;
    }
    String branch = EventDocument.branchOf(engine.events().commitOf(event.seq()));
    return rights.allows(Demand.ofEvent(event.world(), branch, since(event.systemTime())));
  }

  /** Whether it may be known that a world is on a branch, or was. */
  public boolean mayKnow(World world, String branch, When when) {
    if (rights.isUnlimited()) {
      return true;
    }
    Duration age = age(branch, when);
    Subject subject = Subject.of(world);
    return age.isZero()
        ? rights.sees(subject, branch)
        : rights.allows(Demand.reading(subject, branch, age));
  }

  /** Refuses a table of branch main that may not be known; what there is beside is not told. */
  public void requireKnown(String schema, String table) {
    if (!rights.isUnlimited()) {
      rights.requireSeen(new Subject.OfTable(schema, table), Branch.MAIN.name());
    }
  }

  /** Refuses what a world adds up to on a branch, or did, if it may not be read. */
  public void requireReading(World world, String branch, When when) {
    if (!rights.isUnlimited()) {
      rights.require(Demand.reading(Subject.of(world), branch, age(branch, when)));
    }
  }

  /** Whether what a world of branch main adds up to now may be read. */
  public boolean mayReadNow(World world) {
    return rights.isUnlimited()
        || rights.allows(Demand.now(Operation.SELECT, Subject.of(world), Branch.MAIN.name()));
  }

  public void requireAppending(World world, String branch) {
    if (!rights.isUnlimited()) {
      rights.require(Demand.now(Operation.APPEND, Subject.of(world), branch));
    }
  }

  /** Refuses to say what a world's last event is to whoever may neither read nor write it. */
  void requireKnown(World world, String branch) {
    Subject subject = Subject.of(world);
    if (!rights.allows(Demand.now(Operation.APPEND, subject, branch))) {
      rights.requireSeen(subject, branch);
    }
  }

  /** For what tells of the whole database. */
  public void requireAll() {
    if (!rights.isUnlimited()) {
      Subject all = new Subject.OfDatabase();
      rights.require(Demand.now(Operation.SELECT, all, Branch.MAIN.name()));
    }
  }

  /** How old the last is that was seen then; nothing if that is all there is. */
  private Duration age(String branch, When when) {
    long size = engine.head().size();
    long seen = when.equals(When.NOW) ? size : engine.view(branch, when).size();
    if (seen >= size) {
      return Duration.ZERO;
    }
    Duration age = since(seen == 0 ? Instant.EPOCH : engine.get(seen - 1).systemTime());
    return age.isZero() ? Duration.ofNanos(1) : age; // it is the past, if only just
  }

  private Duration since(Instant recorded) {
    Duration age = Duration.between(recorded, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }
}
