package io.ewig.calcite.system.history;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.World;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ewig.worlds}: the worlds that the branch sees, with what the index knows of them. */
public final class WorldTable {

  private static final String TABLE_SCHEME = "table://";

  private WorldTable() {}

  /** A world in a view; one thread. */
  private record Seen(Ewig engine, World world, View view) {

    boolean isTable() {
      return world.uri().startsWith(TABLE_SCHEME);
    }

    long count() {
      return engine.timelines().count(world, view);
    }

    @Nullable Long events() {
      return isTable() ? null : count();
    }

    @Nullable Long first() {
      return isTable() ? null : seq(0);
    }

    @Nullable Long last() {
      return isTable() ? null : seq(count() - 1);
    }

    private @Nullable Long seq(long n) {
      long seq = n < 0 ? -1 : engine.timelines().seqOf(world, view, n);
      return seq < 0 ? null : Long.valueOf(seq);
    }

    @Nullable Instant time(@Nullable Long seq) {
      return seq == null ? null : engine.get(seq).systemTime();
    }

    @Nullable Long objects() {
      return isNoState() ? null : Long.valueOf(view.world(world).length());
    }

    @Nullable String root() {
      return isNoState() ? null : view.world(world).root().toString();
    }

    /** Whether there is no state of objects, or none here. */
    private boolean isNoState() {
      return isTable() || !view.isHere(world);
    }
  }

  public static Listing<?> of(Ewig engine) {
    return Listing.<Seen>named(EventTable.SCHEMA, "worlds", "The worlds that the branch sees.")
        .column("world", Type.VARCHAR, seen -> seen.world().uri())
        .column("is_table", Type.BOOLEAN, Seen::isTable)
        .nullable("events", Type.BIGINT, Seen::events)
        .nullable("first_seq", Type.BIGINT, Seen::first)
        .nullable("last_seq", Type.BIGINT, Seen::last)
        .nullable("first_time", Type.TIMESTAMP_WITH_TIME_ZONE, seen -> seen.time(seen.first()))
        .nullable("last_time", Type.TIMESTAMP_WITH_TIME_ZONE, seen -> seen.time(seen.last()))
        .costly("objects", Type.BIGINT, Seen::objects)
        .costly("root", Type.VARCHAR, Seen::root)
        .unique("world")
        .seenBy((seen, reading) -> reading.sees(Subject.of(seen.world())))
        .from(reading -> find(engine, reading));
  }

  private static Items<Seen> find(Ewig engine, Reading reading) {
    View view = reading.view();
    List<World> worlds =
        reading
            .sought()
            .texts("world")
            .map(EventFinder::wellFormed)
            .filter(some -> some.stream().noneMatch(one -> one.uri().startsWith(TABLE_SCHEME)))
            .orElseGet(view::worlds);
    List<Seen> found = new ArrayList<>();
    for (World world : worlds) {
      Seen seen = new Seen(engine, world, view);
      if (seen.isTable() || seen.count() > 0) {
        found.add(seen);
      }
    }
    return Items.of(found);
  }
}
