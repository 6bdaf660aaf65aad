package io.ewig.calcite.system.report;

import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.engine.Ewig;
import io.ewig.engine.Metric;
import io.ewig.engine.value.Type;

/** {@code ewig.metrics} and {@code ewig.settings}. */
public final class MetricTables {

  private MetricTables() {}

  public static Listing<?> metrics(Ewig engine) {
    return Listing.<Metric>named(
            EventTable.SCHEMA, "metrics", "How much there is, and how the caches do.")
        .column("name", Type.VARCHAR, Metric::name)
        .column("value", Type.BIGINT, Metric::value)
        .column("unit", Type.VARCHAR, Metric::unit)
        .column("remarks", Type.VARCHAR, Metric::remarks)
        .column("is_counter", Type.BOOLEAN, Metric::isCounter)
        .unique("name")
        .from(reading -> Items.of(engine.metrics().all()));
  }

  public static Listing<?> settings() {
    return Listing.<SessionFacts.Setting>named(
            EventTable.SCHEMA, "settings", "The settings of the session.")
        .column("name", Type.VARCHAR, SessionFacts.Setting::name)
        .nullable("value", Type.VARCHAR, SessionFacts.Setting::value)
        .column("remarks", Type.VARCHAR, SessionFacts.Setting::remarks)
        .unique("name")
        .seenByAll()
        .from(reading -> Items.of(reading.execution().facts().settings().get()));
  }
}
