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
 * another: the arguments of the call.
 */
record RangeFinder(Ewig engine) implements Finder<RecordedEvent> {

  @Override
  public Items<RecordedEvent> find(Reading reading) {
    if (!(reading.argument(0) instanceof String name)) {
      return Items.none();
    }
    World world = World.of(name);
    LogRange range =
        LogRange.of(engine, reading.moment())
            .during(engine, nanos(reading.argument(1), Long.MIN_VALUE), end(reading.argument(2)))
            .within(reading.sought().of("seq"))
            .during(engine, reading.sought().of("system_time"));
    if (range.isEmpty()) {
      return Items.none();
    }
    EventCursor cursor =
        engine.timelines().events(world, reading.view(), range.from(), range.to());
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

  private static long nanos(@Nullable Object instant, long open) {
    return instant instanceof Instant known ? SystemNanos.of(known) : open;
  }

  /** The last nanosecond before an instant. */
  private static long end(@Nullable Object instant) {
    long nanos = nanos(instant, Long.MAX_VALUE);
    return nanos == Long.MAX_VALUE || nanos == Long.MIN_VALUE ? nanos : nanos - 1;
  }
}
