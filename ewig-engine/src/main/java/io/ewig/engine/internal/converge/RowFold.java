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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the writes of a row add up to, for each instant of valid time; one thread, one row.
 *
 * <ul>
 *   <li>a function of the set of writes: they count in {@link Canonical} order, however they came;
 *   <li>a write by one who had seen all that holds replaces it, as it does where nobody else
 *       writes;
 *   <li>of two who had not seen each other each column becomes what its law makes of both;
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

  /**
   * What holds for some time; null: nothing.
   *
   * @param by the writes that it consists of; one: it is the row as that left it
   */
  public record Piece(long from, long to, @Nullable Row row, List<Event> by) {}

  public RowFold(Table table, Acquaintance who) {
    this.table = table;
    this.who = who;
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
      pieces.add(new Piece(start, end, instant.row, instant.by()));
      start = end;
    }
    return pieces;
  }

  /** The row at an instant, as far as it is folded; a stretch in which no write begins or ends. */
  private final class Instant {

    private final List<Event> live = new ArrayList<>(2); // writes that no later one had seen
    private final List<Event> deletions = new ArrayList<>(0); // kept where they win
    private final List<Event> makers = new ArrayList<>(2); // of the row as it is
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
      Row held = live.isEmpty() ? null : row;
      row = held == null ? after : merged(held, after, write);
      if (held == null) {
        makers.clear();
      }
      makers.add(event);
      live.add(event);
    }

    List<Event> by() {
      return List.copyOf(makers);
    }

    private void delete(Event deletion) {
      if (deleteWins) {
        live.clear();
        deletions.add(deletion);
      } else {
        live.removeIf(other -> who.knows(deletion, other));
      }
      if (live.isEmpty()) {
        row = null;
      }
    }

    private Row merged(Row held, Row after, RowWrite write) {
      @Nullable Object[] values = new @Nullable Object[held.size()];
      int[] changed = write.changed();
      for (int i = 0; i < values.length; i++) {
        values[i] = changed == null ? cell(i, null, held, after) : held.get(i);
      }
      for (int i = 0; changed != null && i < changed.length; i++) {
        int position = changed[i];
        Row before = write.before();
        Object base = before == null ? null : before.get(position);
        values[position] = cell(position, base, held, after);
      }
      return Row.wrap(values);
    }

    private @Nullable Object cell(int position, @Nullable Object base, Row held, Row after) {
      Column column = table.columns().get(position);
      Object ours = held.get(position);
      Object theirs = after.get(position);
      MergeLaw law = column.mergeLaw();
      if (law == MergeLaw.LWW || law == MergeLaw.OURS || law == MergeLaw.THEIRS) {
        return theirs;
      }
      Ruling ruling = CellMerge.of(column, base, ours, theirs, () -> true);
      if (ruling instanceof Ruling.Settled settled) {
        return settled.value();
      }
      return theirs; // the later, where the law does not decide
    }
  }
}
