package io.ewig.engine;

import io.ewig.engine.log.Forces;
import io.ewig.engine.log.LogSegment;
import io.ewig.engine.session.StateSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** How much there is in a database, and how its caches do; any thread. */
public final class Metrics {

  private final Ewig engine;
  private final Opened parts;
  private final List<Supplier<List<Metric>>> others = new CopyOnWriteArrayList<>();

  Metrics(Ewig engine, Opened parts) {
    this.engine = engine;
    this.parts = parts;
  }

  /** Has {@link #all} list more, of whatever the database is used by. */
  public void add(Supplier<List<Metric>> more) {
    others.add(more);
  }

  public void remove(Supplier<List<Metric>> more) {
    others.remove(more);
  }

  /** How much there is, in a few numbers. */
  public Statistics statistics() {
    var state = parts.database().state();
    var index = state.versions().statistics();
    long size = engine.head().size();
    return new Statistics(
        size,
        state.commits(),
        Math.max(0, size - state.versions().applied().endSeq()),
        index.versions(),
        index.runBytes(),
        index.memoryBytes(),
        state.senseless(),
        engine.state().snapshots().size(),
        parts.store().statistics(),
        engine.timelines().cache());
  }

  /** The same and more by names, as table {@code ewig.metrics} has it. */
  public List<Metric> all() {
    Statistics known = statistics();
    List<Metric> all = new ArrayList<>();
    addLog(known, all);
    addState(known, all);
    addStore(known, all);
    addWorlds(known, all);
    addNames(all);
    others.forEach(more -> all.addAll(more.get()));
    return all;
  }

  private void addLog(Statistics known, List<Metric> to) {
    List<LogSegment> segments = engine.log().segments();
    long bytes = segments.stream().mapToLong(LogSegment::bytes).sum();
    long waiting = Math.max(0, engine.log().appended().size() - known.events());
    Forces forces = engine.log().forces();
    to.add(Metric.gauge("log.events", known.events(), "events", "Events that can be read."));
    to.add(Metric.gauge("log.waiting", waiting, "events", "Appended, not yet durable."));
    to.add(Metric.gauge("log.segments", segments.size(), "files", "Files of the log."));
    to.add(Metric.gauge("log.bytes", bytes, "bytes", "What the files of the log hold."));
    to.add(Metric.counter("log.commits", known.commits(), "commits", "Made here since opened."));
    to.add(Metric.counter("log.forces", forces.count(), "forces", "Waits for the disk."));
    to.add(Metric.counter("log.force_nanos", forces.nanos(), "ns", "How long these took."));
  }

  private void addState(Statistics known, List<Metric> to) {
    long newest =
        engine.state().snapshots().stream().mapToLong(StateSnapshot::size).max().orElse(0);
    to.add(Metric.gauge("index.versions", known.versions(), "versions", "Versions of keys."));
    to.add(Metric.gauge("index.bytes", known.indexBytes(), "bytes", "The index on disk."));
    to.add(Metric.gauge("index.memory_bytes", known.indexMemoryBytes(), "bytes", "And in memory."));
    to.add(Metric.gauge("index.lag", known.lag(), "events", "Not yet in the index."));
    to.add(Metric.counter("index.senseless", known.senseless(), "events", "Changed nothing."));
    to.add(
        Metric.gauge("snapshots.count", known.snapshots(), "snapshots", "States kept as trees."));
    to.add(
        Metric.gauge(
            "snapshots.lag", known.events() - newest, "events", "Since the newest snapshot."));
  }

  private static void addStore(Statistics known, List<Metric> to) {
    var store = known.store();
    to.add(Metric.gauge("store.objects", store.objects(), "objects", "Objects beside the log."));
    to.add(Metric.gauge("store.raw_bytes", store.rawBytes(), "bytes", "Their length."));
    to.add(Metric.gauge("store.stored_bytes", store.storedBytes(), "bytes", "What they take."));
    to.add(Metric.gauge("store.packs", store.packs(), "files", "Files of the store."));
    to.add(
        Metric.gauge("store.garbage_bytes", store.garbageBytes(), "bytes", "Dead, not yet gone."));
  }

  private static void addWorlds(Statistics known, List<Metric> to) {
    var worlds = known.worlds();
    to.add(Metric.gauge("worlds.cached", worlds.states(), "states", "States in memory."));
    to.add(Metric.gauge("worlds.cached_bytes", worlds.bytes(), "bytes", "What these take."));
    to.add(Metric.counter("worlds.hits", worlds.hits(), "reads", "Answered from these."));
    to.add(Metric.counter("worlds.folds", worlds.folds(), "reads", "Went on from these."));
    to.add(Metric.counter("worlds.reads", worlds.reads(), "reads", "Answered from the index."));
  }

  private void addNames(List<Metric> to) {
    var branches = engine.branches();
    to.add(Metric.gauge("branches.count", branches.list().size(), "branches", "Branches."));
    to.add(Metric.gauge("tags.count", branches.tags().size(), "tags", "Tags."));
    to.add(
        Metric.gauge(
            "merges.waiting", engine.merges().waiting().size(), "merges", "Merges that wait."));
    to.add(
        Metric.gauge("tables.count", engine.view().tables().size(), "tables", "Tables of main."));
  }
}
