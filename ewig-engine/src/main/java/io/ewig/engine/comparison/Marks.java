package io.ewig.engine.comparison;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import io.ewig.engine.replica.DurablePart;
import io.ewig.engine.replica.Standing;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what histories of origins had come to earlier: from where they stand now the log is read
 * backwards, and each event names the one that was the last on its branch before it. One thread.
 */
final class Marks {

  private final Map<Origin, TreeSet<Long>> open = new HashMap<>();
  private final Map<Origin, SortedMap<String, Hash>> heads = new HashMap<>();
  private final Map<EventPlace, Mark> found = new HashMap<>();

  private Marks(Collection<EventPlace> places) {
    places.forEach(
        place ->
            open.computeIfAbsent(place.origin(), any -> new TreeSet<>()).add(place.originSeq()));
  }

  /** Those of some places that are here; costs the events behind the first of them. */
  static Map<EventPlace, Mark> at(Collection<EventPlace> places, EventLog log, DurablePart here) {
    Marks marks = new Marks(places);
    marks.find(log, here);
    return marks.found;
  }

  private void find(EventLog log, DurablePart here) {
    open.forEach((origin, seqs) -> seqs.tailSet(here.version().get(origin), false).clear());
    open.values().removeIf(TreeSet::isEmpty);
    here.chains()
        .forEach(
            (chain, head) -> {
              if (open.containsKey(chain.origin())) {
                heads
                    .computeIfAbsent(chain.origin(), any -> new TreeMap<>())
                    .put(chain.branch().name(), head.hash());
              }
            });
    try (EventCursor events = log.scan(Scan.all().before(here.size()).newestFirst())) {
      while (!open.isEmpty() && events.next()) {
        TreeSet<Long> wanted = open.get(events.event().origin());
        if (wanted != null) {
          passBy(events.event(), events.branch().name(), wanted);
        }
      }
    }
  }

  private void passBy(Event event, String branch, Set<Long> wanted) {
    Origin origin = event.origin();
    SortedMap<String, Hash> ends = heads.computeIfAbsent(origin, any -> new TreeMap<>());
    if (wanted.remove(event.originSeq())) {
      EventPlace place = new EventPlace(origin, event.originSeq());
      found.put(place, new Mark(Standing.mark(ends), event.hash()));
      if (wanted.isEmpty()) {
        open.remove(origin);
      }
    }
    if (event.parent().equals(Hash.ZERO)) {
      ends.remove(branch);
    } else {
      ends.put(branch, event.parent());
    }
  }
}
