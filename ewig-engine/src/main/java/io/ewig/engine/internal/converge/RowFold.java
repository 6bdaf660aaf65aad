package io.ewig.engine.internal.converge;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.law.CellMerge;
import io.ewig.engine.law.Ruling;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the writes of a row add up to, for each instant of valid time; one thread, one row.
 *
 * <ul>
 *   <li>a function of the set of writes: they count in {@link Canonical} order, however they came;
 *   <li>a write by one who had seen all that holds replaces it, as it does where nobody else
 *       writes;
 *   <li>of two who had not seen each other each column becomes what its law makes of both, and a
 *       text what all edits make of it ({@link TextFold}), unless {@link RowRules} would be broken
 *       by that: then the later waits;
 *   <li>a row goes only with a deletion by one who had seen all that was written to it, unless the
 *       deletion {@link RowWrite#wins}.
 * </ul>
 */
public final class RowFold {

  private final Table table;
  private final Acquaintance who;
  private final RowRules rules;
  private final int[] texts; // positions of columns whose edits are all kept

  /**
   * What holds for some time; null: nothing.
   *
   * @param by the writes that it consists of; one: it is the row as that left it
   * @param isMet whether any had to be joined on the way
   * @param partings where that went to the disadvantage of one
   */
  public record Piece(
      long from,
      long to,
      @Nullable Row row,
      List<Event> by,
      boolean isMet,
      List<Parting> partings) {}

  public RowFold(Table table, Acquaintance who, RowRules rules) {
    this(table, who, rules, texts(table));
  }

  private RowFold(Table table, Acquaintance who, RowRules rules, int[] texts) {
    this.table = table;
    this.who = who;
    this.rules = rules;
    this.texts = texts;
  }

  /** Says whether there is a row, and who made it, and not what it is: no checks, no texts. */
  public static RowFold outline(Table table, Acquaintance who) {
    return new RowFold(table, who, RowRules.NONE, new int[0]);
  }

  private static int[] texts(Table table) {
    List<Column> columns = table.columns();
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).mergeLaw() == MergeLaw.TEXT)
        .toArray();
  }

  /**
   * Whether two writes of a table's rows can be merged only with all that their makers had seen and
   * others had not, and the last that all had seen: edits of texts, and deletions that win over
   * what comes long after somebody put the row again.
   */
  public static boolean asksForTheWayBack(Table table) {
    return texts(table).length > 0 || table.deletionsWin();
  }

  /**
   * @param writes of the row, in any order
   * @return all of the time from one instant to another, in order
   */
  public List<Piece> fold(List<RowWrite> writes, long from, long to) {
    List<RowWrite> inOrder = new ArrayList<>(writes);
    inOrder.sort(Comparator.comparing(RowWrite::event, Canonical.ORDER));
    TreeSet<Long> cuts = new TreeSet<>(List.of(from, to));
    Map<Long, List<RowWrite>> begun = new HashMap<>();
    Set<Long> ends = new HashSet<>();
    for (RowWrite write : inOrder) {
      cuts.add(Math.min(to, Math.max(from, write.from())));
      cuts.add(Math.min(to, Math.max(from, write.to())));
      begun.computeIfAbsent(write.from(), any -> new ArrayList<>(1)).add(write);
      ends.add(write.to());
    }
    List<Piece> pieces = new ArrayList<>();
    Long start = cuts.pollFirst();
    Instant instant = new Instant();
    for (Long end : cuts) {
      List<RowWrite> more = begun.getOrDefault(start, List.of());
      if (!pieces.isEmpty() && !ends.contains(start) && instant.isBefore(more)) {
        more.forEach(instant::take);
      } else {
        instant = instant.with(held(inOrder, start, end));
      }
      pieces.add(instant.piece(start, end));
      start = end;
    }
    return pieces;
  }

  private static List<RowWrite> held(List<RowWrite> inOrder, long start, long end) {
    List<RowWrite> held = new ArrayList<>(inOrder.size());
    for (RowWrite write : inOrder) {
      if (write.holds(start, end)) {
        held.add(write);
      }
    }
    return held;
  }

  /**
   * The row at an instant, as far as it is folded; a stretch in which no write begins or ends.
   * Where the next one has the same writes and more it goes on.
   */
  private final class Instant {

    private final List<Event> live = new ArrayList<>(2); // writes that no later one had seen
    private final List<Event> deletions = new ArrayList<>(0); // that win
    private final List<Event> makers = new ArrayList<>(2); // of the row as it is
    private final List<Parting> partings = new ArrayList<>(0);
    private boolean isMet;
    private final List<RowWrite> taken = new ArrayList<>();
    private final Map<Integer, TextFold> folds = new HashMap<>(0); // by position
    private @Nullable Event foldedSince; // the deletion behind which these begin
    private @Nullable Row row;

    /** Whether all that was taken counts before some writes, which are in order. */
    boolean isBefore(List<RowWrite> writes) {
      return taken.isEmpty()
          || writes.isEmpty()
          || Canonical.isBefore(taken.get(taken.size() - 1).event(), writes.get(0).event());
    }

    /** With all of some writes and no others: this one, or one that begins anew. */
    Instant with(List<RowWrite> writes) {
      Instant instant = isBeginningOf(writes) ? this : new Instant();
      writes.subList(instant.taken.size(), writes.size()).forEach(instant::take);
      return instant;
    }

    @SuppressWarnings("ReferenceEquality") // both are some of the writes of one fold
    private boolean isBeginningOf(List<RowWrite> writes) {
      if (taken.size() > writes.size()) {
        return false;
      }
      for (int i = 0; i < taken.size(); i++) {
        if (taken.get(i) != writes.get(i)) {
          return false;
        }
      }
      return true;
    }

    void take(RowWrite write) {
      Event event = write.event();
      Row after = write.after();
      taken.add(write);
      if (after == null) {
        delete(write);
        return;
      }
      for (Event deletion : deletions) {
        if (!who.knows(event, deletion)) {
          return;
        }
      }
      live.removeIf(other -> who.knows(event, other));
      partings.removeIf(parting -> parting.isSettledBy(write, who));
      Row held = live.isEmpty() ? null : row;
      if (held == null) {
        makers.clear();
        row = after;
      } else if (!join(held, after, write)) {
        return;
      }
      makers.add(event);
      live.add(event);
    }

    /** With all edits of its texts by who had not seen each other. */
    @Nullable Row row() {
      Row joined = row;
      if (joined == null || makers.size() == 1 || texts.length == 0) {
        return joined;
      }
      Row merged = joined;
      List<RowWrite> writes = ofTexts();
      for (int position : texts) {
        merged = merged.with(position, text(position, writes, merged.get(position)));
      }
      Row whole = rules.computed(merged);
      return rules.broken(whole, joined).isEmpty() ? whole : joined; // then the later text is taken
    }

    private @Nullable Object text(int position, List<RowWrite> writes, @Nullable Object later) {
      TextFold fold = folds.computeIfAbsent(position, fresh -> new TextFold(position, who));
      try {
        writes.subList(fold.taken(), writes.size()).forEach(fold::take);
        return table.columns().get(position).accept(fold.merged(live));
      } catch (UserException tooMuch) {
        return later;
      }
    }

    /**
     * The writes that texts are made of. What was there before a deletion that all others had seen
     * or that had seen them is nobody's any more: who still has it must come to the same as who
     * looks back no farther than to the deletion.
     */
    private List<RowWrite> ofTexts() {
      Event deletion = lastDeletion();
      if (!Objects.equals(deletion, foldedSince)) {
        foldedSince = deletion;
        folds.clear();
      }
      return deletion == null
          ? taken
          : taken.stream().filter(write -> who.knows(write.event(), deletion)).toList();
    }

    /** The last one that met nothing else; null if there is none. */
    private @Nullable Event lastDeletion() {
      for (int i = taken.size() - 1; i >= 0; i--) {
        RowWrite write = taken.get(i);
        if (write.after() == null && taken.stream().noneMatch(other -> haveNotMet(other, write))) {
          return write.event();
        }
      }
      return null;
    }

    private boolean haveNotMet(RowWrite one, RowWrite other) {
      return !one.equals(other)
          && !who.knows(one.event(), other.event())
          && !who.knows(other.event(), one.event());
    }

    /** False if the write does not count, as a rule would be broken. */
    private boolean join(Row held, Row after, RowWrite write) {
      isMet = true;
      List<Parting> open = new ArrayList<>(0);
      Row merged = merged(held, after, write, open);
      Optional<String> rule = rules.broken(merged, held);
      if (rule.isPresent()) {
        Parting.Kind kind = Parting.Kind.CHECK;
        partings.add(new Parting(kind, -1, rule.get(), null, after, write.changed(), with(write)));
        return false;
      }
      if (write.changed() == null && !merged.equals(held)) {
        open.add(new Parting(Parting.Kind.ROW, -1, "", null, held, null, with(write)));
      }
      partings.addAll(open);
      row = merged;
      return true;
    }

    private List<Event> with(RowWrite write) {
      List<Event> both = new ArrayList<>(live);
      both.add(write.event());
      return both;
    }

    Piece piece(long from, long to) {
      return new Piece(
          from,
          to,
          row(),
          List.copyOf(makers),
          isMet,
          row == null ? List.of() : List.copyOf(partings));
    }

    private void delete(RowWrite write) {
      Event deletion = write.event();
      if (write.wins()) {
        live.clear();
        deletions.add(deletion);
      } else {
        live.removeIf(other -> who.knows(deletion, other));
      }
      if (live.isEmpty()) {
        Parting waiting = write.wins() ? null : waiting(deletion);
        partings.clear();
        row = null;
        if (waiting != null) { // nothing keeps it back any more
          row = waiting.other();
          live.add(waiting.last());
          makers.clear();
          makers.add(waiting.last());
        }
      }
    }

    /** What a check kept back and who deleted the row had not seen. */
    private @Nullable Parting waiting(Event deletion) {
      for (Parting parting : partings) {
        if (parting.kind() == Parting.Kind.CHECK && !who.knows(deletion, parting.last())) {
          return parting;
        }
      }
      return null;
    }

    private Row merged(Row held, Row after, RowWrite write, List<Parting> open) {
      @Nullable Object[] values = new @Nullable Object[held.size()];
      int[] changed = write.changed();
      for (int i = 0; i < values.length; i++) {
        values[i] = changed == null ? cell(i, held, after, write, open) : held.get(i);
      }
      for (int i = 0; changed != null && i < changed.length; i++) {
        values[changed[i]] = cell(changed[i], held, after, write, open);
      }
      return rules.computed(Row.wrap(values));
    }

    private @Nullable Object cell(
        int position, Row held, Row after, RowWrite write, List<Parting> open) {
      Column column = table.columns().get(position);
      Object ours = held.get(position);
      Object theirs = after.get(position);
      MergeLaw law = column.mergeLaw();
      if (law == MergeLaw.LWW
          || law == MergeLaw.OURS
          || law == MergeLaw.THEIRS
          || law == MergeLaw.TEXT) { // of which all edits are looked at in the end
        return theirs;
      }
      Row before = write.changed() == null ? null : write.before();
      Object base = before == null ? null : before.get(position);
      Ruling ruling = CellMerge.of(column, base, ours, theirs, () -> true);
      if (ruling instanceof Ruling.Settled settled) {
        return settled.value();
      }
      Row other = only(position, ours);
      open.add(
          new Parting(
              Parting.Kind.CELL,
              position,
              "",
              before == null ? null : only(position, base),
              other,
              new int[] {position},
              with(write)));
      return theirs; // the later, where the law does not decide
    }

    private Row only(int position, @Nullable Object value) {
      @Nullable Object[] values = new @Nullable Object[table.columns().size()];
      values[position] = value;
      return Row.wrap(values);
    }
  }
}
