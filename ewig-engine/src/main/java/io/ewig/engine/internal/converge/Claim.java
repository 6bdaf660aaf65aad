package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Since when a row has been what it is in some of its columns: by that event it competes with
 * others.
 *
 * <p>A function of the set of writes. What changes other columns does not make the claim younger,
 * so whoever won what is unique does not lose it by writing on.
 */
public final class Claim {

  private final List<RowWrite> newestFirst;

  /**
   * @param writes of one row, in any order
   */
  public Claim(List<RowWrite> writes) {
    newestFirst = new ArrayList<>(writes);
    newestFirst.sort(Comparator.comparing(RowWrite::event, Canonical.ORDER).reversed());
  }

  /**
   * The first of the writes since which the row has had its values for some time.
   *
   * @param row what it is then
   * @param positions of the columns
   */
  public @Nullable Event since(long from, long to, Row row, int[] positions) {
    Event since = null;
    Event last = null;
    for (RowWrite write : newestFirst) {
      Row after = write.after();
      if (write.holds(from, to)) {
        last = last == null ? write.event() : last;
      }
      if (!write.holds(from, to) || (after != null && !write.touches(positions))) {
        continue;
      }
      boolean isSame = after != null && isSame(after, row, positions);
      since = isSame || since == null ? write.event() : since;
      if (!isSame) {
        break; // what it was before, or what others had made it when this came beside it
      }
    }
    return since == null ? last : since;
  }

  /** Adds where writes begin or end, within a period: elsewhere a claim does not change. */
  public void addCuts(long from, long to, Collection<Long> cuts) {
    for (RowWrite write : newestFirst) {
      if (write.from() < to && from < write.to()) {
        cuts.add(Math.max(from, write.from()));
        cuts.add(Math.min(to, write.to()));
      }
    }
  }

  private static boolean isSame(Row one, Row other, int[] positions) {
    for (int position : positions) {
      if (!Objects.equals(one.get(position), other.get(position))) {
        return false;
      }
    }
    return true;
  }
}
