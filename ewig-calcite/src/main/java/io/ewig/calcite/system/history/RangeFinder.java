package io.ewig.calcite.system.history;

import io.ewig.calcite.system.listing.Finder;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events of a world that the branch sees, from one system time up to, not including,
 * another: the arguments of the call, of which null is open.
 */
public final class RangeFinder implements Finder<RecordedEvent> {

  private final Ewig engine;
  private final Instants instants;

  /** Reads an argument that is a time. */
  @FunctionalInterface
  public interface Instants {
    Instant of(Reading reading, Object value);
  }

  RangeFinder(Ewig engine, Instants instants) {
    this.engine = engine;
    this.instants = instants;
  }

  @Override
  public Items<RecordedEvent> find(Reading reading) {
    if (!(reading.argument(0) instanceof String name)) {
      return Items.none();
    }
    World world = World.of(name.strip());
    LogRange range =
        LogRange.of(engine, reading.moment())
            .during(engine, first(reading), last(reading))
            .within(reading.sought().of("seq"))
            .during(engine, reading.sought().of("system_time"));
    if (range.isEmpty()) {
      return Items.none();
    }
    EventCursor cursor = engine.timelines().events(world, reading.view(), range.from(), range.to());
    Commits commits = new Commits(engine);
    return new Items<>() {
      @Override
      public @Nullable RecordedEvent next() {
        return cursor.next() ? new RecordedEvent(engine, commits, cursor) : null;
      }

      @Override
      public void close() {
        cursor.close();
      }
    };
  }

  private long first(Reading reading) {
    Object from = reading.argument(1);
    return from == null ? Long.MIN_VALUE : SystemNanos.of(instants.of(reading, from));
  }

  /** The last nanosecond before the end. */
  private long last(Reading reading) {
    Object to = reading.argument(2);
    long nanos = to == null ? Long.MAX_VALUE : SystemNanos.of(instants.of(reading, to));
    return nanos == Long.MAX_VALUE || nanos == Long.MIN_VALUE ? nanos : nanos - 1;
  }
}
