package io.ewig.calcite.system.report;

import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.engine.value.Type;
import java.time.Instant;

/** {@code ewig.presence}: what peers say of the moment. It is always as of now, and never kept. */
public final class PresenceTable {

  private PresenceTable() {}

  private record Row(Presence presence, Instant expires) {}

  public static Listing<?> of(Served served) {
    return Listing.<Row>named(
            EventTable.SCHEMA, "presence", "What peers of a server say of the moment; never kept.")
        .column("namespace", Type.VARCHAR, row -> row.presence.namespace())
        .column("key", Type.VARCHAR, row -> row.presence.key())
        .column("value", Type.JSON, row -> row.presence.value())
        .column("peer", Type.VARCHAR, row -> row.presence.peer())
        .column("epoch", Type.BIGINT, row -> row.presence.epoch())
        .column("counter", Type.BIGINT, row -> row.presence.counter())
        .column("expires", Type.TIMESTAMP_WITH_TIME_ZONE, Row::expires)
        .unique("namespace", "key")
        .from(
            reading -> {
              Instant now = reading.execution().now();
              return Items.of(
                  served.presence().stream()
                      .map(one -> new Row(one, now.plusMillis(one.ttlMillis())))
                      .toList());
            });
  }
}
