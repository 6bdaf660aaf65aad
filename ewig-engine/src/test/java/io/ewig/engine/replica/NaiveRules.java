package io.ewig.engine.replica;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.schema.Table;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What rows are there and which are held, by brute force: of all events, for each instant anew, by
 * the rules as docs/sync.md has them. Knows columns that are LWW and one that is FAIL, and one
 * definition of each table.
 */
final class NaiveRules {

  /**
   * What must hold in a table, in plain code.
   *
   * @param fail the position of the only column that is not LWW, but FAIL
   */
  record Rule(
      Table table, List<int[]> unique, List<Parent> parents, Predicate<Row> check, int fail) {}

  /** That some column is a column of a row of another table, or null. */
  record Parent(int column, UUID table, int parentColumn) {}

  record Id(UUID table, long key) implements Comparable<Id> {
    @Override
    public int compareTo(Id other) {
      int byTable = table.compareTo(other.table);
      return byTable != 0 ? byTable : Long.compare(key, other.key);
    }
  }

  /** One event about one row. */
  private record Write(
      Event event,
      Id id,
      long from,
      long to,
      @Nullable Row after,
      int @Nullable [] changed,
      @Nullable Row before) {

    boolean wrote(int position) {
      return changed == null || Arrays.stream(changed).anyMatch(each -> each == position);
    }
  }

  /**
   * What does not count of a row.
   *
   * @param column -1: all of it
   */
  private record Lost(String told, List<Event> by, int column, Write late) {}

  private final Map<UUID, Rule> rules = new HashMap<>();
  private final Map<String, VersionVector> seen;
  private final List<Write> writes = new ArrayList<>();

  /**
   * @param seen what the maker of a commit had, by the name of its first event
   */
  NaiveRules(Collection<Rule> rules, Map<String, VersionVector> seen, List<Commit> commits) {
    rules.forEach(rule -> this.rules.put(rule.table.id(), rule));
    this.seen = new HashMap<>();
    this.seen.putAll(seen);
    for (Commit commit : commits) {
      VersionVector known = seen.get(name(commit.first()));
      for (Event event : commit.events()) {
        this.seen.put(name(event), Objects.requireNonNullElse(known, VersionVector.EMPTY));
        if (event.type().isOfRow()) {
          writes.add(write(event));
        }
      }
    }
    writes.sort((one, other) -> compare(one.event, other.event));
  }

  static String name(Event event) {
    return event.origin() + "/" + event.originSeq();
  }

  private Write write(Event event) {
    byte[] bytes = ((Payload.Inline) event.payload()).bytes();
    RowPayload said = RowPayload.read(event.type(), bytes, "an event");
    Table table = rules.get(said.table()).table;
    Row row = said.row().length == 0 ? null : new Tables().of(table).toRow(said.row());
    long from = SystemNanos.of(event.valid().from());
    long to = SystemNanos.of(event.valid().to());
    int[] changed = event.type().equals(EventType.ROW_CHANGED) ? positions(table, said) : null;
    long key = new java.math.BigInteger(1, said.key()).longValue(); // tells rows apart, no more
    Row before = said.before().length == 0 ? null : new Tables().of(table).toRow(said.before());
    return new Write(event, new Id(said.table(), key), from, to, row, changed, before);
  }

  private static int[] positions(Table table, RowPayload said) {
    int[] positions = new int[said.changed().length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = table.positionOfId(said.changed()[i]);
    }
    return positions;
  }

  private static int compare(Event one, Event other) {
    int byTime = Long.compareUnsigned(one.hlc(), other.hlc());
    int byOrigin = one.origin().compareTo(other.origin());
    return byTime != 0
        ? byTime
        : byOrigin != 0 ? byOrigin : Long.compare(one.originSeq(), other.originSeq());
  }

  private boolean knows(Event one, Event other) {
    return one.origin().equals(other.origin())
        ? other.originSeq() <= one.originSeq()
        : seen.get(name(one)).knows(other.origin(), other.originSeq());
  }

  /** Where anything begins or ends. */
  TreeSet<Long> cuts() {
    TreeSet<Long> cuts = new TreeSet<>();
    writes.forEach(write -> cuts.addAll(List.of(write.from, write.to)));
    return cuts;
  }

  /** A row at an instant. */
  private final class Candidate {
    final Id id;
    final Row row;
    final Event since;
    String held = "";

    Candidate(Id id, Row row, List<Write> all) {
      this.id = id;
      this.row = row;
      this.since = since(all, row, rules.get(id.table));
    }
  }

  /** Rows by what they are and why they are held, if they are. */
  List<String> at(long nanos) {
    TreeMap<Id, List<Write>> byRow = new TreeMap<>();
    for (Write write : writes) {
      if (write.from <= nanos && nanos < write.to) {
        byRow.computeIfAbsent(write.id, id -> new ArrayList<>()).add(write);
      }
    }
    List<Candidate> all = new ArrayList<>();
    List<String> told = new ArrayList<>();
    byRow.forEach(
        (id, ofRow) -> {
          List<Lost> lost = new ArrayList<>();
          Row row = fold(ofRow, rules.get(id.table), lost);
          if (row != null) {
            lost.forEach(each -> told.add(each.told));
            all.add(new Candidate(id, row, ofRow));
          }
        });
    decide(all);
    all.forEach(each -> told.add(each.held + each.row));
    told.sort(null);
    return told;
  }

  private @Nullable Row fold(List<Write> ofRow, Rule rule, List<Lost> lost) {
    List<Write> live = new ArrayList<>();
    Row row = null;
    for (Write write : ofRow) {
      live.removeIf(other -> knows(write.event, other.event));
      if (write.after == null) {
        if (live.isEmpty()) {
          Write waiting = waiting(lost, write);
          row = waiting == null ? null : waiting.after;
          live.addAll(waiting == null ? List.of() : List.of(waiting));
          lost.clear();
        }
        continue;
      }
      lost.removeIf(each -> isSettled(each, write));
      if (live.isEmpty()) {
        row = write.after;
        live.add(write);
        continue;
      }
      Row held = Objects.requireNonNull(row);
      Row merged = over(held, write, rule);
      List<Event> by = new ArrayList<>();
      live.forEach(each -> by.add(each.event));
      by.add(write.event);
      if (!rule.check.test(merged) && rule.check.test(held)) {
        lost.add(new Lost("late " + write.after, by, -2, write));
        continue;
      }
      if (isUndecided(held, write, rule)) {
        lost.add(new Lost("cell " + held.get(rule.fail), by, rule.fail, write));
      }
      if (write.changed == null && !merged.equals(held)) {
        lost.add(new Lost("row " + held, by, -1, write));
      }
      row = merged;
      live.add(write);
    }
    return row;
  }

  private @Nullable Write waiting(List<Lost> lost, Write deletion) {
    return lost.stream()
        .filter(each -> each.column == -2 && !knows(deletion.event, each.late.event))
        .map(Lost::late)
        .findFirst()
        .orElse(null);
  }

  private boolean isSettled(Lost lost, Write write) {
    boolean isSeen = lost.by.stream().allMatch(each -> knows(write.event, each));
    if (lost.column >= 0) {
      return isSeen && write.wrote(lost.column);
    }
    int[] rejected = lost.late.changed;
    boolean isAny = lost.column == -1 || rejected == null || write.changed == null;
    return isSeen && (isAny || Arrays.stream(rejected).anyMatch(write::wrote));
  }

  /** Two values of the column that fails, neither of which is what it was. */
  private static boolean isUndecided(Row held, Write write, Rule rule) {
    if (!write.wrote(rule.fail)) {
      return false;
    }
    Object base =
        write.changed == null || write.before == null ? null : write.before.get(rule.fail);
    Object ours = held.get(rule.fail);
    Object theirs = Objects.requireNonNull(write.after).get(rule.fail);
    return !Objects.equals(ours, base)
        && !Objects.equals(theirs, base)
        && !Objects.equals(ours, theirs);
  }

  private static Row over(Row row, Write write, Rule rule) {
    Row after = Objects.requireNonNull(write.after);
    Row merged = row;
    for (int position = 0; position < row.size(); position++) {
      boolean isFail = position == rule.fail;
      if (write.wrote(position) && (!isFail || isUndecided(row, write, rule))) {
        merged = merged.with(position, after.get(position));
      } else if (write.wrote(position)) {
        Object base =
            write.changed == null || write.before == null ? null : write.before.get(position);
        boolean isLeftAlone = Objects.equals(after.get(position), base);
        merged = isLeftAlone ? merged : merged.with(position, after.get(position));
      }
    }
    return merged;
  }

  private static Event since(List<Write> all, Row row, Rule rule) {
    TreeSet<Integer> positions = new TreeSet<>();
    rule.unique.forEach(columns -> Arrays.stream(columns).forEach(positions::add));
    List<Write> about = new ArrayList<>(all);
    about.removeIf(
        write ->
            write.after != null
                && write.changed != null
                && Arrays.stream(write.changed).noneMatch(positions::contains));
    if (about.isEmpty()) {
      return all.get(all.size() - 1).event;
    }
    int first = about.size() - 1;
    if (!isSame(about.get(first), row, positions)) {
      return about.get(first).event;
    }
    while (first > 0 && isSame(about.get(first - 1), row, positions)) {
      first--;
    }
    return about.get(first).event;
  }

  private static boolean isSame(Write write, Row row, TreeSet<Integer> positions) {
    Row after = write.after;
    return after != null
        && positions.stream().allMatch(at -> Objects.equals(after.get(at), row.get(at)));
  }

  private void decide(List<Candidate> all) {
    for (Candidate each : all) {
      each.held = rules.get(each.id.table).check.test(each.row) ? "" : "check ";
    }
    List<Candidate> inOrder = new ArrayList<>(all);
    inOrder.sort((one, other) -> compare(one.since, other.since));
    List<Candidate> winners = new ArrayList<>();
    for (Candidate each : inOrder) {
      if (each.held.isEmpty()) {
        boolean isBeaten = winners.stream().anyMatch(winner -> clash(winner, each));
        each.held = isBeaten ? "unique " : "";
        if (!isBeaten) {
          winners.add(each);
        }
      }
    }
    boolean isStable = false;
    while (!isStable) {
      isStable = true;
      for (Candidate each : all) {
        if (each.held.isEmpty() && isOrphan(each, all)) {
          each.held = "parent ";
          isStable = false;
        }
      }
    }
  }

  private boolean clash(Candidate one, Candidate other) {
    return one.id.table.equals(other.id.table)
        && rules.get(one.id.table).unique.stream()
            .anyMatch(
                columns ->
                    Arrays.stream(columns)
                        .allMatch(
                            at ->
                                one.row.get(at) != null
                                    && Objects.equals(one.row.get(at), other.row.get(at))));
  }

  private boolean isOrphan(Candidate child, List<Candidate> all) {
    for (Parent parent : rules.get(child.id.table).parents) {
      Object value = child.row.get(parent.column);
      boolean isThere =
          all.stream()
              .anyMatch(
                  each ->
                      each.held.isEmpty()
                          && each.id.table.equals(parent.table)
                          && Objects.equals(each.row.get(parent.parentColumn), value));
      if (value != null && !isThere) {
        return true;
      }
    }
    return false;
  }
}
