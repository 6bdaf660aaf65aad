package io.ewig.calcite.system.report;

import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.engine.Ewig;
import io.ewig.engine.replica.PeerReport;
import io.ewig.engine.value.Type;

/** {@code ewig.peers}: the other replicas that a server meets, and how it stands with them. */
public final class PeerTable {

  private static final Type INSTANT = Type.TIMESTAMP_WITH_TIME_ZONE;

  private PeerTable() {}

  public static Listing<?> of(Ewig engine) {
    return Listing.<PeerReport>named(
            EventTable.SCHEMA, "peers", "Other replicas that the server meets again and again.")
        .column("name", Type.VARCHAR, PeerReport::name)
        .column("url", Type.VARCHAR, PeerReport::url)
        .column("direction", Type.VARCHAR, PeerReport::direction)
        .column("interval_millis", Type.BIGINT, one -> one.interval().toMillis())
        .column("state", Type.VARCHAR, PeerReport::state)
        .nullable("last_success", INSTANT, one -> one.lastSuccess().orElse(null))
        .nullable("last_error", Type.VARCHAR, one -> one.lastError().orElse(null))
        .column("lag_events", Type.BIGINT, PeerReport::lagEvents)
        .column("sent", Type.BIGINT, PeerReport::sent)
        .column("received", Type.BIGINT, PeerReport::received)
        .nullable("origin", Type.VARCHAR, one -> one.origin().orElse(null))
        .column("quarantined", Type.BOOLEAN, PeerReport::quarantined)
        .unique("name")
        .from(reading -> Items.of(engine.replica().peers()));
  }
}
