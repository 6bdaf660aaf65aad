package io.ewig.calcite.system.history;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.value.Type;

/** {@code ewig.events}: all events of all branches, in the order in which they were recorded. */
public final class EventTable {

  public static final String SCHEMA = "ewig";

  private EventTable() {}

  public static Listing<?> of(Ewig engine) {
    return columns(SCHEMA, "events", "All events of all branches.")
        .unique("seq")
        .unique("event_id")
        .unique("hash")
        .inOrderOf("seq")
        .rows(() -> engine.head().size())
        .vectors(new EventsByColumns(engine))
        .from(new EventFinder(engine));
  }

  static Listing.Builder<RecordedEvent> columns(String schema, String name, String remarks) {
    return Listing.<RecordedEvent>named(schema, name, remarks)
        .column("seq", Type.BIGINT, RecordedEvent::seq)
        .column("event_id", Type.VARCHAR, event -> event.event().id().toString())
        .column("system_time", Type.TIMESTAMP_WITH_TIME_ZONE, RecordedEvent::systemTime)
        .nullable(
            "valid_from", Type.TIMESTAMP_WITH_TIME_ZONE, event -> event.event().valid().since())
        .nullable("valid_to", Type.TIMESTAMP_WITH_TIME_ZONE, event -> event.event().valid().until())
        .column("world", Type.VARCHAR, event -> event.world().uri())
        .column("type", Type.VARCHAR, event -> event.type().name())
        .costly("payload", Type.JSON, RecordedEvent::json)
        .costly("payload_bytes", Type.VARBINARY, RecordedEvent::bytes)
        .column("hash", Type.VARCHAR, event -> event.event().hash().toString())
        .nullable("parent", Type.VARCHAR, RecordedEvent::parent)
        .column("origin", Type.VARCHAR, event -> event.event().origin().toString())
        .column("origin_seq", Type.BIGINT, event -> event.event().originSeq())
        .column("hlc", Type.BIGINT, event -> event.event().hlc())
        .column("branch", Type.VARCHAR, event -> LineNames.of(event.commit().info().branch()))
        .column("commit_id", Type.VARCHAR, event -> event.commit().id().toString())
        .column("erased", Type.BOOLEAN, RecordedEvent::isErased)
        .column("withheld", Type.BOOLEAN, RecordedEvent::isWithheld)
        .seenBy(EventTable::mayRead);
  }

  private static boolean mayRead(RecordedEvent event, Reading reading) {
    String branch = LineNames.of(event.commit().info().branch());
    return reading.mayRead(Subject.of(event.world()), branch, event.systemTime());
  }

  /** What {@code range(world, from, to)} gives: the events of a world that the branch sees. */
  public static Listing<?> range(Ewig engine, RangeFinder.Instants instants) {
    return columns(SCHEMA, "range", "The events of a world during a time, as the branch sees them.")
        .unique("seq")
        .from(new RangeFinder(engine, instants));
  }
}
