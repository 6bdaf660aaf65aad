package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;
import io.ewig.engine.law.CellMerge;
import io.ewig.engine.law.Ruling;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the writes of a row add up to, for each instant of valid time; one thread, one row.
 *
 * <ul>
 *   <li>a function of the set of writes: they count in {@link Canonical} order, however they came;
 *   <li>a write by one who had seen all that holds replaces it, as it does where nobody else
 *       writes;
 *   <li>of two who had not seen each other each column becomes what its law makes of both, unless a
 *       check would be broken by that: then the later waits;
 *   <li>a row goes only with a deletion by one who had seen all that was written to it, unless the
 *       table says {@code delete = 'delete_wins'}.
 * </ul>
 */
public final class RowFold {

  /** The option of a table that says what becomes of rows that were deleted and changed. */
  public static final String DELETE = "delete";

  public static final String DELETE_WINS = "delete_wins";

  private final Table table;
  private final Acquaintance who;
  private final boolean deleteWins;
  private final Function<Row, Optional<String>> broken;

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

  /** Without checks. */
  public RowFold(Table table, Acquaintance who) {
    this(table, who, row -> Optional.empty());
  }

  /**
   * @param broken the check that a row makes false: where two together would, the later waits
   */
  public RowFold(Table table, Acquaintance who, Function<Row, Optional<String>> broken) {
    this.table = table;
    this.who = who;
    this.broken = broken;
    this.deleteWins = DELETE_WINS.equals(table.options().get(DELETE));
  }

  /**
   * @param writes of the row, in any order
   * @return all of the time from one instant to another, in order
   */
  public List<Piece> fold(List<RowWrite> writes, long from, long to) {
    List<RowWrite> inOrder = new ArrayList<>(writes);
    inOrder.sort(Comparator.comparing(RowWrite::event, Canonical.ORDER));
    TreeSet<Long> cuts = new TreeSet<>(List.of(from, to));
    for (RowWrite write : inOrder) {
      cuts.add(Math.min(to, Math.max(from, write.from())));
      cuts.add(Math.min(to, Math.max(from, write.to())));
    }
    List<Piece> pieces = new ArrayList<>();
    Long start = cuts.pollFirst();
    for (Long end : cuts) {
      Instant instant = new Instant();
      for (RowWrite write : inOrder) {
        if (write.holds(start, end)) {
          instant.take(write);
        }
      }
      pieces.add(instant.piece(start, end));
      start = end;
    }
    return pieces;
  }

  /** The row at an instant, as far as it is folded; a stretch in which no write begins or ends. */
  private final class Instant {

    private final List<Event> live = new ArrayList<>(2); // writes that no later one had seen
    private final List<Event> deletions = new ArrayList<>(0); // kept where they win
    private final List<Event> makers = new ArrayList<>(2); // of the row as it is
    private final List<Parting> partings = new ArrayList<>(0);
    private boolean isMet;
    private @Nullable Row row;

    void take(RowWrite write) {
      Event event = write.event();
      Row after = write.after();
      if (after == null) {
        delete(event);
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

    /** False if the write does not count, as a check would be broken. */
    private boolean join(Row held, Row after, RowWrite write) {
      isMet = true;
      List<Parting> open = new ArrayList<>(0);
      Row merged = merged(held, after, write, open);
      Optional<String> check = broken.apply(merged);
      if (check.isPresent() && broken.apply(held).isEmpty()) {
        Parting.Kind kind = Parting.Kind.CHECK;
        partings.add(new Parting(kind, -1, check.get(), null, after, write.changed(), with(write)));
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
          from, to, row, List.copyOf(makers), isMet, row == null ? List.of() : partings);
    }

    private void delete(Event deletion) {
      if (deleteWins) {
        live.clear();
        deletions.add(deletion);
      } else {
        live.removeIf(other -> who.knows(deletion, other));
      }
      if (live.isEmpty()) {
        Parting waiting = deleteWins ? null : waiting(deletion);
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
      return Row.wrap(values);
    }

    private @Nullable Object cell(
        int position, Row held, Row after, RowWrite write, List<Parting> open) {
      Column column = table.columns().get(position);
      Object ours = held.get(position);
      Object theirs = after.get(position);
      MergeLaw law = column.mergeLaw();
      if (law == MergeLaw.LWW || law == MergeLaw.OURS || law == MergeLaw.THEIRS) {
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
