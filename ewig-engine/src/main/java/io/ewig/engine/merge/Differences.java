package io.ewig.engine.merge;

import io.ewig.engine.error.CursorPlace;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.merge.table.RowFitting;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks over what differs between two states: definitions of tables, then rows, then objects; one
 * thread.
 *
 * <ul>
 *   <li>costs what was changed on either side since they parted, and nothing for what is equal;
 *   <li>a table that only one side has comes with all its rows.
 * </ul>
 */
public final class Differences {

  /** From where a state is looked at. */
  public record Look(Sight sight, long validNanos) {}

  private final Side before;
  private final Side after;
  private final long validBefore;
  private final long validAfter;
  private final Changes changes;
  private final Set<UUID> wholes = new HashSet<>();
  private final Map<UUID, RowFitting> fittings = new HashMap<>();
  private Source.@Nullable Keys rows;
  private @Nullable Difference at;

  public Differences(State state, Look before, Look after) {
    this.before = Side.of(state, before.sight());
    this.after = Side.of(state, after.sight());
    this.validBefore = before.validNanos();
    this.validAfter = after.validNanos();
    this.changes = new Ways(state).changes(before.sight(), after.sight());
  }

  /** Goes to the next difference; false if there is none. */
  public boolean next() {
    at = null;
    while (at == null && (nextOfTable() || changes.next())) {
      if (at == null) {
        at = difference(changes.key());
      }
    }
    return at != null;
  }

  public Difference difference() {
    return CursorPlace.require(at, "difference");
  }

  /** The next row of a table that only one side has. */
  private boolean nextOfTable() {
    while (rows != null && at == null) {
      if (rows.next()) {
        at = row(rows.key());
      } else {
        rows = null;
      }
    }
    return at != null;
  }

  private @Nullable Difference difference(byte[] key) {
    if (changes.isTable()) {
      return table(changes.table());
    } else if (changes.isRow()) {
      return wholes.contains(changes.table()) ? null : row(key);
    }
    return new Difference.OfObject(
        Side.world(key, after, before), Side.objectIn(key), before.object(key), after.object(key));
  }

  private Difference table(UUID id) {
    Table one = before.table(id);
    Table other = after.table(id);
    if ((one == null) != (other == null)) {
      wholes.add(id);
      byte[] start = Space.ROW.key(Space.idOf(id));
      rows = (one == null ? after : before).source().keys(start, Space.after(start));
    }
    return new Difference.OfTable(one, other);
  }

  private @Nullable Difference row(byte[] key) {
    UUID id = Space.tableIn(key);
    Table one = before.table(id);
    Table other = after.table(id);
    List<Difference.Piece> pieces = new ArrayList<>();
    Steps steps = new Steps(List.of(timeline(before, one, key), timeline(after, other, key)));
    while (steps.next()) {
      Row was = decode(before, one, steps.value(0));
      Row is = decode(after, other, steps.value(1));
      if (!same(one, was, other, is)) {
        pieces.add(new Difference.Piece(ValidPeriod.ofNanos(steps.from(), steps.to()), was, is));
      }
    }
    return pieces.isEmpty()
        ? null
        : new Difference.OfRow(
            one,
            other,
            current(before, one, key, validBefore),
            current(after, other, key, validAfter),
            pieces);
  }

  private static List<Period> timeline(Side side, @Nullable Table table, byte[] key) {
    return table == null ? List.of() : side.source().pieces(key, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static @Nullable Row decode(Side side, @Nullable Table table, byte @Nullable [] bytes) {
    return table == null || bytes == null ? null : side.codec(table).toRow(bytes);
  }

  private static @Nullable Row current(
      Side side, @Nullable Table table, byte[] key, long validNanos) {
    Version found = table == null ? null : side.source().find(key, validNanos);
    return found == null ? null : decode(side, table, found.value());
  }

  private boolean same(
      @Nullable Table one, @Nullable Row was, @Nullable Table other, @Nullable Row is) {
    if (was == null || is == null || one == null || other == null) {
      return was == null && is == null;
    }
    return fittings
        .computeIfAbsent(one.id(), id -> RowFitting.between(one, other))
        .fit(was)
        .equals(is);
  }
}
