package io.ewig.calcite.system.report;

import io.ewig.calcite.execution.SessionFacts;
import io.ewig.calcite.system.history.EventTable;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.engine.Ewig;
import io.ewig.engine.Statistics;
import io.ewig.engine.log.LogSegment;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;

/** {@code ewig.metrics} and {@code ewig.settings}. */
public final class MetricTables {

  private MetricTables() {}

  private record Metric(String name, long value, String unit, String remarks) {}

  public static Listing<?> metrics(Ewig engine) {
    return Listing.<Metric>named(
            EventTable.SCHEMA, "metrics", "How much there is, and how the caches do.")
        .column("name", Type.VARCHAR, Metric::name)
        .column("value", Type.BIGINT, Metric::value)
        .column("unit", Type.VARCHAR, Metric::unit)
        .column("remarks", Type.VARCHAR, Metric::remarks)
        .unique("name")
        .from(reading -> Items.of(read(engine, reading)));
  }

  private static List<Metric> read(Ewig engine, Reading reading) {
    List<Metric> all = new ArrayList<>();
    Statistics known = engine.statistics();
    List<LogSegment> segments = engine.log().segments();
    long logBytes = segments.stream().mapToLong(LogSegment::bytes).sum();
    add(all, "log.events", known.events(), "events", "Events that can be read.");
    add(all, "log.segments", segments.size(), "files", "Files of the log.");
    add(all, "log.bytes", logBytes, "bytes", "What the files of the log hold.");
    add(all, "index.versions", known.versions(), "versions", "Versions of keys in the index.");
    add(all, "index.bytes", known.indexBytes(), "bytes", "The index on disk.");
    add(all, "index.memory_bytes", known.indexMemoryBytes(), "bytes", "The index in memory.");
    add(all, "index.senseless", known.senseless(), "events", "Events that changed nothing.");
    add(all, "snapshots.count", known.snapshots(), "snapshots", "States that are kept as trees.");
    add(all, "store.objects", known.store().objects(), "objects", "Objects beside the log.");
    add(all, "store.raw_bytes", known.store().rawBytes(), "bytes", "Their length.");
    add(all, "store.stored_bytes", known.store().storedBytes(), "bytes", "What they take.");
    add(all, "store.packs", known.store().packs(), "files", "Files of the store.");
    add(all, "store.garbage_bytes", known.store().garbageBytes(), "bytes", "Dead, not yet gone.");
    add(all, "worlds.cached", known.worlds().states(), "states", "States of worlds in memory.");
    add(all, "worlds.cached_bytes", known.worlds().bytes(), "bytes", "What these take.");
    add(all, "worlds.hits", known.worlds().hits(), "reads", "Answered from these.");
    add(all, "worlds.folds", known.worlds().folds(), "reads", "Answered by going on from these.");
    add(all, "worlds.reads", known.worlds().reads(), "reads", "Answered from the index.");
    add(all, "branches.count", engine.branches().list().size(), "branches", "Branches.");
    add(all, "tags.count", engine.branches().tags().size(), "tags", "Tags.");
    add(all, "merges.waiting", engine.merges().waiting().size(), "merges", "Merges that wait.");
    add(all, "tables.count", reading.view().tables().size(), "tables", "Tables of the branch.");
    return all;
  }

  private static void add(List<Metric> to, String name, long value, String unit, String remarks) {
    to.add(new Metric(name, value, unit, remarks));
  }

  public static Listing<?> settings() {
    return Listing.<SessionFacts.Setting>named(
            EventTable.SCHEMA, "settings", "The settings of the session.")
        .column("name", Type.VARCHAR, SessionFacts.Setting::name)
        .nullable("value", Type.VARCHAR, SessionFacts.Setting::value)
        .column("remarks", Type.VARCHAR, SessionFacts.Setting::remarks)
        .unique("name")
        .from(reading -> Items.of(reading.execution().facts().settings().get()));
  }
}
