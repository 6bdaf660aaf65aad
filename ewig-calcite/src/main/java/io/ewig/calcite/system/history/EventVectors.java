package io.ewig.calcite.system.history;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.system.listing.Domain;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Sought;
import io.ewig.calcite.vector.Batches;
import io.ewig.calcite.vector.VectorKind;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.engine.Ewig;
import io.ewig.engine.column.EventSelection;
import io.ewig.engine.column.LongColumn;
import io.ewig.engine.column.NameColumn;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events by columns.
 *
 * <p>What is known of single events, such as their hashes, leads to them faster in the log; and so
 * do worlds and branches, which the log lists the events of, unless most of a stretch is of them.
 */
record EventVectors(
    Ewig engine,
    Listing<RecordedEvent> listing,
    List<EventColumn> columns,
    int moment,
    boolean readsPayloads,
    Function<Execution, Sought> narrowing)
    implements VectorSource {

  /** Conditions on these lead to single events. */
  private static final List<String> POINTERS =
      List.of("seq", "event_id", "hash", "commit_id", "branch");

  /** To look up an event costs as much as to pass over so many, by numbers and names. */
  private static final int PASSED_PER_LOOKUP = 100;

  /** The same where payloads are wanted, which a block has to be taken apart for. */
  private static final int PASSED_PER_PAYLOAD = 3;

  /** Fewer events are looked at in a millisecond or two. */
  private static final int PARTED_MIN = 1 << 17;

  /** So many events are read first by who wants the last ones; then twice as many, and so on. */
  private static final int LAST_FIRST = 1 << 13;

  static EventVectors of(
      Ewig engine,
      Listing<RecordedEvent> listing,
      Request request,
      Function<Execution, Sought> narrowing) {
    List<EventColumn> columns =
        listing.columns().stream().map(column -> EventColumn.of(column.name())).toList();
    boolean readsPayloads =
        request.columns().stream().anyMatch(column -> columns.get(column).isReadEventByEvent());
    return new EventVectors(engine, listing, columns, request.moment(), readsPayloads, narrowing);
  }

  @Override
  public VectorKind kind(int column) {
    return columns.get(column).kind();
  }

  @Override
  public boolean pays(Execution execution) {
    Sought sought = narrowing.apply(execution);
    if (sought.isNothing() || POINTERS.stream().anyMatch(name -> isOfPoints(sought, name))) {
      return false;
    }
    LogRange range = range(sought, execution);
    List<String> worlds = sought.texts("world").orElse(null);
    return worlds == null || isMostlyOf(worlds, range, execution);
  }

  private static boolean isOfPoints(Sought sought, String column) {
    return sought.of(column).points() != null;
  }

  private boolean isMostlyOf(Collection<String> worlds, LogRange range, Execution execution) {
    long count = 0;
    for (World world : EventFinder.wellFormed(List.copyOf(worlds))) {
      count += engine.timelines().count(world, execution.moment(moment).view());
    }
    double share = (double) (range.to() - range.from()) / Math.max(1, engine.head().size());
    int passed = readsPayloads ? PASSED_PER_PAYLOAD : PASSED_PER_LOOKUP;
    return count * share * passed > range.to() - range.from();
  }

  private LogRange range(Sought sought, Execution execution) {
    return LogRange.of(engine, execution.moment(moment))
        .within(sought.of("seq"))
        .during(engine, sought.of("system_time"));
  }

  @Override
  public Batches open(Execution execution) {
    Sought sought = narrowing.apply(execution);
    LogRange range = range(sought, execution);
    return sought.isNothing() || range.isEmpty() ? Batches.none() : walk(sought, range);
  }

  /** Two halves, where there is more to do than to begin a thread and to put halves together. */
  @Override
  public List<VectorSource> parts(int threads, Execution execution) {
    Sought sought = narrowing.apply(execution);
    LogRange range = range(sought, execution);
    if (sought.isNothing() || threads < 2 || range.to() - range.from() < PARTED_MIN) {
      return List.of(this);
    }
    long middle = (range.from() + range.to()) >>> 1;
    return List.of(
        new Part(this, sought, new LogRange(range.from(), middle)),
        new Part(this, sought, new LogRange(middle, range.to())));
  }

  @Override
  public boolean isRising(int column) {
    return rises(columns.get(column));
  }

  private static boolean rises(EventColumn column) {
    return column.longs() == LongColumn.SEQ || column.longs() == LongColumn.SYSTEM_TIME;
  }

  /** Events one behind the other: their first and their last have the extremes. */
  private record Stretch(EventVectors events, LogRange range) implements Extent {

    @Override
    public long count() {
      return range.isEmpty() ? 0 : range.to() - range.from();
    }

    @Override
    public boolean knows(int column) {
      return rises(events.columns.get(column));
    }

    @Override
    public long min(int column) {
      return of(column, range.from());
    }

    @Override
    public long max(int column) {
      return of(column, range.to() - 1);
    }

    private long of(int column, long seq) {
      return events.columns.get(column).longs() == LongColumn.SEQ
          ? seq
          : events.engine.get(seq).systemNanos();
    }
  }

  @Override
  public List<VectorSource> lastFirst(Execution execution) {
    Sought sought = narrowing.apply(execution);
    LogRange range = range(sought, execution);
    List<VectorSource> parts = new ArrayList<>();
    long size = LAST_FIRST;
    for (long end = range.to(); !sought.isNothing() && end > range.from(); size *= 2) {
      long from = Math.max(range.from(), end - size);
      parts.add(new Part(this, sought, new LogRange(from, end)));
      end = from;
    }
    return parts;
  }

  /** Some of the events. */
  private record Part(EventVectors whole, Sought sought, LogRange range) implements VectorSource {

    @Override
    public VectorKind kind(int column) {
      return whole.kind(column);
    }

    @Override
    public boolean pays(Execution execution) {
      return true;
    }

    @Override
    public Batches open(Execution execution) {
      return whole.walk(sought, range);
    }
  }

  private Batches walk(Sought sought, LogRange range) {
    EventSelection selection = EventSelection.all().within(range.from(), range.to());
    List<String> worlds = sought.texts("world").orElse(null);
    if (worlds != null) {
      selection = selection.in(Set.copyOf(EventFinder.wellFormed(worlds)));
    }
    List<String> types = sought.texts("type").orElse(null);
    if (types != null) {
      selection = selection.of(typesOf(types));
    }
    return new EventBatchWalk(this, engine.events().columns().scan(selection));
  }

  private static Set<EventType> typesOf(List<String> names) {
    return names.stream()
        .flatMap(name -> EventFinder.typeOf(name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  // ---- counts

  @Override
  public @Nullable Iterable<Tally> tallies(
      int names, Iterable<ColumnRange> ranges, boolean areExtremesWanted, Execution execution) {
    NameColumn<?> by = columns.get(names).names();
    if (by == null) {
      return null;
    }
    LogRange range = range(ranges, execution);
    if (range == null) {
      return null;
    } else if (range.isEmpty()) {
      return List.of();
    }
    EventColumn column = columns.get(names);
    return areExtremesWanted ? tallied(by, column, range) : counted(by, column, range);
  }

  /** Null if the events are no stretch of the log. */
  private @Nullable LogRange range(Iterable<ColumnRange> ranges, Execution execution) {
    LogRange range = LogRange.of(engine, execution.moment(moment));
    for (ColumnRange each : ranges) {
      LongColumn column = columns.get(each.column()).longs();
      if (column == LongColumn.SEQ) {
        range = range.within(Math.max(0, each.first()), each.last());
      } else if (column == LongColumn.SYSTEM_TIME) {
        range = range.during(engine, new Domain(each.first(), each.last(), null));
      } else {
        return null;
      }
    }
    return range;
  }

  @Override
  public @Nullable Extent extent(Iterable<ColumnRange> ranges, Execution execution) {
    LogRange range = range(ranges, execution);
    return range == null ? null : new Stretch(this, range);
  }

  private <T> List<Tally> counted(NameColumn<T> by, EventColumn column, LogRange range) {
    Map<String, Long> byName = new HashMap<>();
    engine
        .events()
        .columns()
        .counts(by, range.from(), range.to())
        .forEach((name, count) -> byName.merge(column.text(name), count, Long::sum));
    return byName.entrySet().stream()
        .map(each -> (Tally) new Count(each.getKey(), each.getValue()))
        .collect(Collectors.toList());
  }

  /** How many events have a name, and nothing else of them. */
  private record Count(String name, long count) implements Tally {

    @Override
    public boolean knows(int column) {
      return false;
    }

    @Override
    public long min(int column) {
      throw new IllegalStateException("only what is known may be asked for");
    }

    @Override
    public long max(int column) {
      return min(column);
    }
  }

  private <T> List<Tally> tallied(NameColumn<T> by, EventColumn column, LogRange range) {
    Map<String, Counted> byName = new HashMap<>();
    for (io.ewig.engine.column.Tally<T> tally :
        engine.events().columns().tallies(by, range.from(), range.to())) {
      byName.merge(column.text(tally.name()), new Counted(columns, tally), Counted::with);
    }
    return byName.entrySet().stream()
        .map(each -> (Tally) new Named(each.getKey(), each.getValue()))
        .collect(Collectors.toList());
  }

  /** Counts of a name of the log's own, of which several may be one to users. */
  private record Counted(
      List<EventColumn> columns,
      long count,
      long firstSeq,
      long lastSeq,
      long firstNanos,
      long lastNanos) {

    Counted(List<EventColumn> columns, io.ewig.engine.column.Tally<?> tally) {
      this(
          columns,
          tally.count(),
          tally.firstSeq(),
          tally.lastSeq(),
          tally.firstNanos(),
          tally.lastNanos());
    }

    Counted with(Counted other) {
      return new Counted(
          columns,
          count + other.count,
          Math.min(firstSeq, other.firstSeq),
          Math.max(lastSeq, other.lastSeq),
          Math.min(firstNanos, other.firstNanos),
          Math.max(lastNanos, other.lastNanos));
    }
  }

  private record Named(String name, Counted counted) implements Tally {

    @Override
    public long count() {
      return counted.count;
    }

    @Override
    public boolean knows(int column) {
      return rises(counted.columns.get(column));
    }

    @Override
    public long min(int column) {
      return isSeq(column) ? counted.firstSeq : counted.firstNanos;
    }

    @Override
    public long max(int column) {
      return isSeq(column) ? counted.lastSeq : counted.lastNanos;
    }

    private boolean isSeq(int column) {
      return counted.columns.get(column).longs() == LongColumn.SEQ;
    }
  }
}
