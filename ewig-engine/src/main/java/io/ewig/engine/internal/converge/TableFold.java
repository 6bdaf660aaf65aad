package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the definitions of a table add up to; immutable.
 *
 * <ul>
 *   <li>a function of the set of definitions: they count in {@link Canonical} order;
 *   <li>one holds if who made it had seen the one that held; of two that had not seen each other
 *       the first holds, and the other is void, but for one of a table that was dropped;
 *   <li>no id that a void one gave to a column or a key is given again.
 * </ul>
 */
public final class TableFold {

  private final Acquaintance who;
  private final List<Definition> held = new ArrayList<>(); // each on top of the one before
  private final List<Definition> voided;
  private final @Nullable Table table;

  /**
   * What one event says of a table.
   *
   * @param table null: it is dropped
   */
  public record Definition(Event by, @Nullable Table table) {}

  public TableFold(List<Definition> definitions, Acquaintance who) {
    this.who = who;
    List<Definition> inOrder = new ArrayList<>(definitions);
    inOrder.sort(Comparator.comparing(Definition::by, Canonical.ORDER));
    int columns = 0;
    int keys = 0;
    for (Definition each : inOrder) {
      columns = each.table == null ? columns : Math.max(columns, each.table.nextColumnId());
      keys = each.table == null ? keys : Math.max(keys, each.table.nextKeyId());
      Definition last = held.isEmpty() ? null : held.get(held.size() - 1);
      if (last == null
          || who.knows(each.by, last.by)
          || (last.table == null && each.table != null)) {
        held.add(each);
      }
    }
    voided = new ArrayList<>(inOrder);
    voided.removeAll(held);
    Table last = held.isEmpty() ? null : held.get(held.size() - 1).table;
    table = last == null ? null : last.reserving(columns, keys);
  }

  /** Whether some are void. */
  public boolean isParted() {
    return !voided.isEmpty();
  }

  /** Those that are void and that nobody had seen who defined the table later. */
  public List<Definition> unsettled() {
    return voided.stream()
        .filter(each -> held.stream().noneMatch(later -> who.knows(later.by, each.by)))
        .toList();
  }

  /** The definition that holds, or null if the table is dropped. */
  public @Nullable Table table() {
    return table;
  }

  /** The last definition that holds and that one of some had seen when they wrote. */
  public @Nullable Table lastSeenBy(List<Event> writers) {
    Table first = null;
    for (int i = held.size() - 1; i >= 0; i--) {
      Definition each = held.get(i);
      first = each.table == null ? first : each.table;
      if (each.table != null && writers.stream().anyMatch(one -> who.knows(one, each.by))) {
        return each.table;
      }
    }
    return first;
  }

  /** What who made an event took the table to be. */
  private static @Nullable Definition seenBy(
      Event event, List<Definition> definitions, Acquaintance who) {
    List<Definition> seen = new ArrayList<>(definitions);
    seen.removeIf(each -> !who.knows(event, each.by));
    List<Definition> heldThen = new TableFold(seen, who).held;
    return heldThen.isEmpty() ? null : heldThen.get(heldThen.size() - 1);
  }

  /**
   * How rows that an event wrote are to be read, if it wrote them by a definition that is void.
   *
   * @param definitions all there are
   * @return null if it did not
   */
  public @Nullable Reading readingOf(Event event, List<Definition> definitions) {
    Definition then = isParted() ? seenBy(event, definitions, who) : null;
    if (then == null || then.table == null || held.contains(then)) {
      return null;
    }
    int shared = -1;
    for (int i = 0; i < held.size(); i++) {
      shared = who.knows(then.by, held.get(i).by) ? i : shared;
    }
    Table instead = null; // the first that held and it had not seen
    for (int i = shared + 1; i < held.size() && instead == null; i++) {
      instead = held.get(i).table;
    }
    Table common = shared < 0 ? null : held.get(shared).table;
    return instead == null
        ? null
        : new Reading(then.table, instead, common == null ? 0 : common.nextColumnId());
  }

  /**
   * A row's columns from one definition to another.
   *
   * @param commonIds below this, ids mean the same in both
   */
  public record Reading(Table from, Table to, int commonIds) {

    /** The position in what was written of a column as it is now, or -1. */
    public int positionOf(Column column) {
      int position = from.positionOfId(column.id());
      if (column.id() < commonIds) {
        return position;
      }
      for (int i = 0; i < from.columns().size(); i++) {
        Column other = from.columns().get(i);
        if (other.id() >= commonIds
            && other.name().equals(column.name())
            && other.type().widensTo(column.type())) {
          return i;
        }
      }
      return -1;
    }
  }
}
