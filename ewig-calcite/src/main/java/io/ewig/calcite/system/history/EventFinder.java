package io.ewig.calcite.system.history;

import io.ewig.calcite.system.listing.Domain;
import io.ewig.calcite.system.listing.Finder;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.calcite.system.listing.Sought;
import io.ewig.engine.Ewig;
import io.ewig.engine.branch.Line;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds events by whatever of their position, ids, world, branch and type is known; any thread. */
final class EventFinder implements Finder<RecordedEvent> {

  /** Rather than looking up so many events one by one, the log is read. */
  private static final int POINTS_MAX = 10_000;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Ewig engine;

  EventFinder(Ewig engine) {
    this.engine = engine;
  }

  @Override
  public Items<RecordedEvent> find(Reading reading) {
    Sought sought = reading.sought();
    LogRange range =
        LogRange.of(engine, reading.moment())
            .within(sought.of("seq"))
            .during(engine, sought.of("system_time"));
    if (range.isEmpty()) {
      return Items.none();
    }
    return points(sought, range).map(this::at).orElseGet(() -> along(sought, range));
  }

  // ---- single events

  private Optional<NavigableSet<Long>> points(Sought sought, LogRange range) {
    return seqs(sought.of("seq"))
        .or(() -> sought.texts("hash").map(this::ofHashes))
        .or(() -> sought.texts("event_id").map(this::ofIds))
        .filter(seqs -> seqs.size() <= POINTS_MAX)
        .map(seqs -> seqs.subSet(range.from(), true, range.to(), false));
  }

  private static Optional<NavigableSet<Long>> seqs(Domain domain) {
    return Optional.ofNullable(domain.points())
        .map(
            points -> {
              NavigableSet<Long> seqs = new TreeSet<>();
              points.forEach(point -> seqs.add((Long) point));
              return seqs;
            });
  }

  private NavigableSet<Long> ofHashes(List<String> hashes) {
    NavigableSet<Long> seqs = new TreeSet<>();
    for (String hash : hashes) {
      if (HASH.matcher(hash).matches()) {
        engine.log().find(Hash.parse(hash)).ifPresent(seqs::add);
      }
    }
    return seqs;
  }

  private NavigableSet<Long> ofIds(List<String> ids) {
    NavigableSet<Long> seqs = new TreeSet<>();
    for (String text : ids) {
      Commits.id(text).flatMap(engine.events()::find).ifPresent(event -> seqs.add(event.seq()));
    }
    return seqs;
  }

  private Items<RecordedEvent> at(NavigableSet<Long> seqs) {
    Commits commits = new Commits(engine);
    var left = seqs.iterator();
    return () ->
        left.hasNext() ? new RecordedEvent(engine, commits, engine.get(left.next())) : null;
  }

  // ---- many events

  private Items<RecordedEvent> along(Sought sought, LogRange range) {
    Optional<List<String>> ids = sought.texts("commit_id");
    if (ids.isPresent()) {
      return ofCommits(ids.get(), range);
    }
    Optional<List<String>> worlds = sought.texts("world");
    if (worlds.isPresent()) {
      List<EventCursor> cursors = new ArrayList<>();
      for (World world : wellFormed(worlds.get())) {
        cursors.add(engine.timelines().events(world, range.from(), range.to()));
      }
      return items(new Merged(cursors), Set.of("world", "seq", "system_time"));
    }
    Optional<List<String>> branches = sought.texts("branch");
    return branches.isPresent() ? ofBranches(branches.get(), range) : scan(sought, range);
  }

  /** Texts that can't be the name of a world are no world's. */
  static List<World> wellFormed(List<String> names) {
    List<World> worlds = new ArrayList<>();
    for (String name : names) {
      wellFormed(name).ifPresent(worlds::add);
    }
    return worlds;
  }

  /** Texts that can't be the name of a type are no event's. */
  static Optional<EventType> typeOf(String name) {
    try {
      return Optional.of(EventType.of(name));
    } catch (UserException noName) {
      return Optional.empty();
    }
  }

  private static Optional<World> wellFormed(String name) {
    try {
      return Optional.of(World.of(name));
    } catch (UserException noName) {
      return Optional.empty();
    }
  }

  private Items<RecordedEvent> ofCommits(List<String> ids, LogRange range) {
    Commits commits = new Commits(engine);
    List<RecordedEvent> found = new ArrayList<>();
    for (String id : ids) {
      commits.of(id).ifPresent(commit -> add(commit, range, commits, found));
    }
    found.sort(Comparator.comparingLong(RecordedEvent::seq));
    return Items.of(found);
  }

  private void add(Commit commit, LogRange range, Commits commits, List<RecordedEvent> to) {
    for (Event event : commit.events()) {
      if (range.has(event.seq())) {
        to.add(new RecordedEvent(engine, commits, event));
      }
    }
  }

  private Items<RecordedEvent> ofBranches(List<String> names, LogRange range) {
    Items<Commit> commits = commits(engine, names, range.fromCommit(engine));
    return new Items<>() {
      private final Commits known = new Commits(engine);
      private Items<RecordedEvent> events = Items.none();

      @Override
      public @Nullable RecordedEvent next() {
        RecordedEvent event = events.next();
        while (event == null) {
          Commit commit = commits.next();
          if (commit == null) {
            return null;
          }
          List<RecordedEvent> all = new ArrayList<>();
          add(known.remember(commit), range, known, all);
          events = Items.of(all);
          event = events.next();
        }
        return event;
      }

      @Override
      public void close() {
        commits.close();
      }
    };
  }

  /** The commits on lines of some names that start in a range. */
  static Items<Commit> commits(Ewig engine, List<String> branches, LogRange range) {
    List<EventCursor> cursors = new ArrayList<>();
    for (Line line : LineNames.called(engine, branches)) {
      cursors.add(engine.timelines().commits(line, range.from(), range.to()));
    }
    Merged merged = new Merged(cursors);
    return new Items<>() {
      @Override
      public @Nullable Commit next() {
        EventCursor at = merged.next();
        return at == null ? null : engine.events().commitOf(at.seq());
      }

      @Override
      public void close() {
        merged.close();
      }
    };
  }

  private Items<RecordedEvent> scan(Sought sought, LogRange range) {
    Scan scan = Scan.all().from(range.from()).before(range.to());
    List<String> types = sought.texts("type").orElse(List.of());
    if (types.size() == 1) {
      Optional<EventType> type = typeOf(types.get(0));
      if (type.isEmpty()) {
        return Items.none();
      }
      scan = scan.of(type.get());
    }
    return items(new Merged(List.of(engine.iterate(scan))), Set.of("seq", "system_time"));
  }

  /**
   * @param met columns in which all of them have what is sought
   */
  private Items<RecordedEvent> items(Merged cursors, Set<String> met) {
    Commits commits = new Commits(engine);
    return new Items<>() {
      @Override
      public @Nullable RecordedEvent next() {
        EventCursor at = cursors.next();
        return at == null ? null : new RecordedEvent(engine, commits, at);
      }

      @Override
      public boolean haveWhatIsSoughtIn(String column) {
        return met.contains(column);
      }

      @Override
      public void close() {
        cursors.close();
      }
    };
  }
}
