package io.ewig.engine.internal.late;

import io.ewig.engine.event.Event;
import io.ewig.engine.internal.converge.Canonical;
import io.ewig.engine.internal.converge.Claim;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.IndexCodec;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.value.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that compete for what must be unique, by whatever keys and however many
 * steps, during a period; one thread.
 *
 * <ul>
 *   <li>each row goes for all of its keys at once, in the order of the events since which it has
 *       had them: it gets them if no row before it has got one of these;
 *   <li>a row that breaks a check competes with none;
 *   <li>a function of the rows and their events at each instant, whoever is held as yet.
 * </ul>
 */
final class Contest {

  private final TableCodec table;
  private final HeldRows held;
  private final Source source;
  private final long from;
  private final long to;
  private final List<IndexCodec> unique;
  private final int[] positions;
  private final Function<byte[], Claim> claims;
  private final Function<Row, Optional<String>> broken;
  private final TreeMap<byte[], Rival> rivals = new TreeMap<>(Arrays::compareUnsigned);
  private final TreeSet<byte[]> asked = new TreeSet<>(Arrays::compareUnsigned);

  /**
   * @param claims of the row with some primary key
   * @param broken the name of a check that a row makes false
   */
  Contest(
      TableCodec table,
      HeldRows held,
      Source source,
      long from,
      long to,
      Function<byte[], Claim> claims,
      Function<Row, Optional<String>> broken) {
    this.table = table;
    this.held = held;
    this.source = source;
    this.from = from;
    this.to = to;
    this.claims = claims;
    this.broken = broken;
    this.unique = table.indexes().stream().filter(index -> index.index().isUnique()).toList();
    this.positions =
        unique.stream()
            .flatMapToInt(index -> Arrays.stream(index.positions()))
            .distinct()
            .toArray();
  }

  /** A row that takes part. */
  private static final class Rival {
    private final byte[] key;
    private final TreeMap<Long, Stretch> stretches = new TreeMap<>(); // by where they begin
    private final List<Verdict> verdicts = new ArrayList<>();
    private @Nullable Claim claim;

    Rival(byte[] key) {
      this.key = key;
    }

    @Nullable Stretch at(long nanos) {
      Map.Entry<Long, Stretch> last = stretches.floorEntry(nanos);
      return last == null || last.getValue().to <= nanos ? null : last.getValue();
    }

    /** Neighbours that are the same are one. */
    void add(Verdict next) {
      int last = verdicts.size() - 1;
      Verdict before = last < 0 ? null : verdicts.get(last);
      if (before != null && before.to == next.from && before.isLike(next)) {
        verdicts.set(last, new Verdict(before.key, before.from, next.to, next.row, next.held));
      } else {
        verdicts.add(next);
      }
    }
  }

  private record Stretch(long from, long to, byte[] bytes, Row row) {}

  /** One that takes part at some instant. */
  private record Runner(Rival rival, Stretch stretch, @Nullable Event since) {}

  /**
   * What becomes of a row for some time.
   *
   * @param held null: nothing keeps it out but perhaps that its parent is missing
   */
  record Verdict(byte[] key, long from, long to, byte[] row, @Nullable Held held) {

    private boolean isLike(Verdict other) {
      return Arrays.equals(row, other.row)
          && (held == null ? other.held == null : other.held != null && held.isSame(other.held));
    }
  }

  /** Lets a row take part, and all that it meets. */
  void enter(byte[] key) {
    Deque<Rival> entering = new ArrayDeque<>();
    join(key, entering);
    go(entering);
  }

  /** Lets those take part that a row met as it was. */
  void enterRivalsOf(Row was) {
    Deque<Rival> entering = new ArrayDeque<>();
    meet(was, entering);
    go(entering);
  }

  private void go(Deque<Rival> entering) {
    for (Rival next = entering.poll(); next != null; next = entering.poll()) {
      for (Stretch each : next.stretches.values()) {
        meet(each.row, entering);
      }
    }
  }

  private void join(byte[] key, Deque<Rival> entering) {
    if (rivals.containsKey(key)) {
      return;
    }
    Rival rival = new Rival(key);
    for (Period piece : held.raw(table, key, from, to)) {
      Row row = table.toRow(piece.value());
      Stretch stretch = new Stretch(piece.validFrom(), piece.validTo(), piece.value(), row);
      rival.stretches.put(stretch.from, stretch);
    }
    rivals.put(key, rival);
    entering.add(rival);
  }

  private void meet(Row row, Deque<Rival> entering) {
    for (IndexCodec index : unique) {
      byte[] values = index.hasNull(row) ? null : index.valuesIfTheyFit(row);
      if (values == null) {
        continue;
      }
      byte[] prefix = index.prefix(values);
      if (!asked.add(prefix)) {
        continue;
      }
      List<byte[]> found = new ArrayList<>();
      Source.Keys entries = source.keys(prefix, KeyFormat.after(prefix));
      while (entries.next()) {
        if (!source.pieces(entries.key(), from, to).isEmpty()) {
          found.add(index.primaryKeyIn(entries.key()));
        }
      }
      held.rivals(index, values, found::add);
      found.forEach(each -> join(each, entering));
    }
  }

  /** The keys of all that take part. */
  List<byte[]> keys() {
    return List.copyOf(rivals.keySet());
  }

  /** What becomes of all that take part, each in the order of time. */
  List<Verdict> verdicts() {
    TreeSet<Long> cuts = new TreeSet<>();
    for (Rival rival : rivals.values()) {
      for (Stretch each : rival.stretches.values()) {
        cuts.add(each.from);
        cuts.add(each.to);
        if (rivals.size() > 1) {
          claim(rival).addCuts(each.from, each.to, cuts);
        }
      }
    }
    Long start = cuts.pollFirst();
    for (Long end : cuts) {
      decide(Objects.requireNonNull(start), end);
      start = end;
    }
    List<Verdict> all = new ArrayList<>();
    rivals.values().forEach(rival -> all.addAll(rival.verdicts));
    return all;
  }

  /** For a time in which no row begins or ends. */
  private void decide(long start, long end) {
    List<Runner> runners = new ArrayList<>();
    for (Rival rival : rivals.values()) {
      Stretch stretch = rival.at(start);
      if (stretch == null) {
        continue;
      }
      Optional<String> check = broken.apply(stretch.row);
      if (check.isPresent()) {
        Held out = new Held(Held.Reason.CHECK, check.get(), new byte[0], stretch.bytes);
        rival.add(new Verdict(rival.key, start, end, stretch.bytes, out));
      } else {
        runners.add(new Runner(rival, stretch, null));
      }
    }
    TreeMap<byte[], Rival> taken = new TreeMap<>(Arrays::compareUnsigned);
    for (Runner runner : inOrder(runners, start, end)) {
      Held out = lost(runner, taken);
      runner.rival.add(new Verdict(runner.rival.key, start, end, runner.stretch.bytes, out));
    }
  }

  private List<Runner> inOrder(List<Runner> runners, long start, long end) {
    if (runners.size() < 2) {
      return runners;
    }
    List<Runner> sorted = new ArrayList<>();
    for (Runner each : runners) {
      Event since = claim(each.rival).since(start, end, each.stretch.row, positions);
      sorted.add(new Runner(each.rival, each.stretch, since));
    }
    sorted.sort(
        Comparator.comparing(Runner::since, Comparator.nullsLast(Canonical.ORDER))
            .thenComparing(runner -> runner.rival.key, Arrays::compareUnsigned));
    return sorted;
  }

  private Claim claim(Rival rival) {
    Claim claim = rival.claim;
    if (claim == null) {
      claim = claims.apply(rival.key);
      rival.claim = claim;
    }
    return claim;
  }

  private @Nullable Held lost(Runner runner, Map<byte[], Rival> taken) {
    Row row = runner.stretch.row;
    List<byte[]> wanted = new ArrayList<>();
    for (IndexCodec index : unique) {
      if (!index.hasNull(row)) {
        byte[] entry = index.prefix(index.valuesOf(row));
        Rival winner = taken.get(entry);
        if (winner != null) {
          String rule = index.index().name();
          return new Held(Held.Reason.UNIQUE, rule, winner.key, runner.stretch.bytes);
        }
        wanted.add(entry);
      }
    }
    wanted.forEach(entry -> taken.put(entry, runner.rival));
    return null;
  }
}
