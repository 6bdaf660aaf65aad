package io.ewig.engine.replica;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.part.Filter;
import io.ewig.engine.session.Database;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Roots of what this replica and another one keep, the last of which are remembered: to find one
 * costs what it is about, and peers that are equal ask again and again. Any thread.
 */
final class PartRoots {

  /** So many filters of others. */
  private static final int KNOWN_MAX = 16;

  private static final SortedMap<String, Hash> NONE = Collections.emptySortedMap();

  private final Database database;
  private final Map<Filter, Known> known = new LinkedHashMap<>(); // guarded by itself

  /**
   * The roots of branches, with all that they follow from.
   *
   * @param index which is another one after an erasure, or when more is kept
   */
  private record Known(Filter whole, long size, Versions index, SortedMap<String, Hash> roots) {

    boolean isOf(Known now) {
      return size == now.size && index == now.index && whole.equals(now.whole);
    }
  }

  PartRoots(Database database) {
    this.database = database;
  }

  /** The roots of all branches that both keep. */
  SortedMap<String, Hash> of(Filter theirs) {
    if (theirs.isEverything() && database.state().part().isEverything()) {
      return database.roots(); // which costs what has changed
    }
    Known before = now(NONE);
    Optional<Known> last = find(theirs).filter(each -> each.isOf(before));
    if (last.isPresent()) {
      return last.get().roots;
    }
    Known found = now(database.roots(List.of(theirs)));
    if (found.isOf(before)) {
      keep(theirs, found);
    }
    return found.roots;
  }

  private Known now(SortedMap<String, Hash> roots) {
    Filter whole = database.state().part().whole();
    return new Known(whole, database.log().head().size(), database.state().versions(), roots);
  }

  private Optional<Known> find(Filter theirs) {
    synchronized (known) {
      return Optional.ofNullable(known.get(theirs));
    }
  }

  /** What was found longest ago goes. */
  private void keep(Filter theirs, Known found) {
    synchronized (known) {
      known.remove(theirs);
      known.put(theirs, found);
      if (known.size() > KNOWN_MAX) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }
}
