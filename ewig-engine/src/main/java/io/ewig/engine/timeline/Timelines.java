package io.ewig.engine.timeline;

import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import io.ewig.engine.session.Database;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.world.WorldState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The worlds of a database in time; start here. Any thread.
 *
 * <p>Keeps the states that were asked for last, so that many questions about neighbouring moments
 * cost little; what it keeps is bounded in bytes.
 */
public final class Timelines {

  /** Enough for some thousand states of a small world, or some of a large one. */
  public static final long CACHE_BYTES_DEFAULT =
      Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 32);

  /** Reading an event at its place takes about as long as passing over so many in a scan. */
  private static final int SCANNED_PER_READ = 32;

  private final Database database;
  private final StateCache cache;
  private final Reconstruction reconstruction;
  private volatile AllLines allLines = new AllLines(0, Lineage.of(Map.of()));

  private record AllLines(int count, Lineage lineage) {}

  /**
   * @param cacheBytes for states in memory; 0 keeps none
   */
  public Timelines(Database database, long cacheBytes) {
    this.database = database;
    this.cache = new StateCache(cacheBytes);
    this.reconstruction = new Reconstruction(database.state(), cache);
  }

  /** A world on branch main. */
  public Timeline of(World world) {
    return of(world, Branch.MAIN.name());
  }

  public Timeline of(World world, String branch) {
    if (!state().part().isEverything()) {
      database.view(branch, When.NOW).requireHere(world);
    }
    return new Timeline(this, world, branch);
  }

  /** All worlds of a branch at a moment. */
  public WorldSnapshot snapshot(String branch, When when) {
    return new WorldSnapshot(this, database.view(branch, when));
  }

  /** The first commit that one of two branches sees and the other does not, as both are now. */
  public Optional<BranchParting> firstDivergence(String left, String right) {
    Sight one = sight(left, When.NOW);
    Sight other = sight(right, When.NOW);
    long seq = Unshared.first(index(), one, other, line -> Space.COMMITS.key(Space.ofLine(line)));
    if (seq == Unshared.NONE) {
      return Optional.empty();
    }
    var commit = log().commitOf(seq);
    Refs refs = state().refs();
    int line = refs.line(commit.info().branch()).orElseThrow().number();
    boolean isLeft = seq < Unshared.limit(one, line);
    return Optional.of(new BranchParting(commit, isLeft ? left : right));
  }

  /** The events of a world on all branches, from one system time up to, not including, another. */
  public EventCursor range(World world, Instant from, Instant to) {
    Scan scan = Scan.all().in(world).during(from, to);
    if (!Space.listsEvents(world)) {
      return log().scan(scan);
    }
    long size = log().head().size();
    state().catchUp(size);
    Sight sight = new Sight(allLines(), size);
    Span span = span(size, from, to);
    long events = count(world, sight, span);
    return events * SCANNED_PER_READ < span.to - span.from
        ? postings(world, sight, span)
        : log().scan(scan);
  }

  /** The events of a world that are seen from one system time up to, not including, another. */
  EventCursor range(World world, Sight sight, Instant from, Instant to) {
    if (Space.listsEvents(world)) {
      return postings(world, sight, span(sight.beforeSeq(), from, to));
    }
    Scan scan = Scan.all().in(world).during(from, to).before(sight.beforeSeq());
    return log().scan(scan.where(event -> sees(sight, event)));
  }

  /** The events of a world on all branches, from one seq up to, not including, another. */
  public EventCursor events(World world, long fromSeq, long toSeq) {
    long size = log().head().size();
    Span span = within(size, fromSeq, toSeq);
    Scan scan = Scan.all().in(world).from(span.from).before(span.to);
    if (!Space.listsEvents(world)) {
      return log().scan(scan);
    }
    state().catchUp(size);
    Sight sight = new Sight(allLines(), size);
    long events = count(world, sight, span);
    return events * SCANNED_PER_READ < span.to - span.from
        ? postings(world, sight, span)
        : log().scan(scan);
  }

  /** The events of a world that a view sees, from one seq up to, not including, another. */
  public EventCursor events(World world, View view, long fromSeq, long toSeq) {
    Sight sight = new Sight(view.line().lineage(), view.size());
    Span span = within(view.size(), fromSeq, toSeq);
    if (Space.listsEvents(world)) {
      return postings(world, sight, span);
    }
    Scan scan = Scan.all().in(world).from(span.from).before(span.to);
    return log().scan(scan.where(event -> sees(sight, event)));
  }

  private static Span within(long size, long fromSeq, long toSeq) {
    long to = Math.max(0, Math.min(size, toSeq));
    return new Span(Math.max(0, Math.min(fromSeq, to)), to);
  }

  /** How many events a world has had in a view; none are counted for the world of a table. */
  public long count(World world, View view) {
    byte[] key = Space.EVENTS.key(Space.idOf(world));
    return index().count(key, view.line().lineage(), view.size());
  }

  /** The seq of the n-th event that a world has had in a view, counted from 0, or -1. */
  public long seqOf(World world, View view, long n) {
    byte[] key = Space.EVENTS.key(Space.idOf(world));
    return index().select(key, view.line().lineage(), n);
  }

  /** The seq of the last event that a world has had on any branch, or -1. */
  public long newestSeq(World world) {
    state().catchUp(log().head().size());
    return state().everywhere().newestSeq(Space.EVENTS.key(Space.idOf(world)));
  }

  /** The first events of the commits on a line, from one seq up to, not including, another. */
  public EventCursor commits(Line line, long fromSeq, long toSeq) {
    long size = log().head().size();
    state().catchUp(size);
    byte[] key = Space.COMMITS.key(Space.ofLine(line.number()));
    Span span = within(size, fromSeq, toSeq);
    return new Postings(state(), key, Lineage.of(line.number()), span.from, span.to);
  }

  private boolean sees(Sight sight, Event event) {
    Branch line = log().commitOf(event.seq()).info().branch();
    return event.seq() < Unshared.limit(sight, state().refs().line(line).orElseThrow().number());
  }

  private Postings postings(World world, Sight sight, Span span) {
    return Replay.events(state(), world, new Sight(sight.lineage(), span.to), span.from);
  }

  private long count(World world, Sight sight, Span span) {
    byte[] key = Space.EVENTS.key(Space.idOf(world));
    return index().count(key, sight.lineage(), span.to)
        - index().count(key, sight.lineage(), span.from);
  }

  /** A part of the log. */
  private record Span(long from, long to) {}

  private Span span(long size, Instant from, Instant to) {
    long start = Math.min(size, sizeBefore(from));
    return new Span(start, Math.max(start, Math.min(size, sizeBefore(to))));
  }

  /** How many events were recorded before an instant. */
  private long sizeBefore(Instant instant) {
    long nanos = SystemNanos.of(instant);
    return nanos == Long.MIN_VALUE ? 0 : log().sizeAt(nanos - 1);
  }

  /** Sees every line whole. */
  private Lineage allLines() {
    int count = state().refs().lines();
    AllLines known = allLines;
    if (known.count != count) {
      Map<Integer, Long> limits = new HashMap<>();
      for (int line = 0; line < count; line++) {
        limits.put(line, Long.MAX_VALUE);
      }
      known = new AllLines(count, Lineage.of(limits));
      allLines = known;
    }
    return known.lineage;
  }

  /**
   * Compares what the index holds of each world with what its events say from the first one on.
   *
   * @param executor does one world at a time in each of its threads
   * @return the worlds that differ; none if all is well
   */
  public List<Mismatch> verify(String branch, When when, Executor executor) {
    WorldSnapshot snapshot = snapshot(branch, when);
    StateVerifier verifier = new StateVerifier(state(), sight(branch, when));
    return snapshot.each(executor, verifier::verify).values().stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Forgets the states that were asked for last. */
  public void startOver() {
    cache.clear();
  }

  public CacheStatistics cache() {
    return cache.statistics();
  }

  Sight sight(String branch, When when) {
    View view = database.view(branch, when);
    return new Sight(view.line().lineage(), view.size());
  }

  WorldState state(World world, Sight sight) {
    return reconstruction.of(world, sight);
  }

  State state() {
    return database.state();
  }

  Versions index() {
    return database.state().versions();
  }

  EventLog log() {
    return database.log();
  }
}
