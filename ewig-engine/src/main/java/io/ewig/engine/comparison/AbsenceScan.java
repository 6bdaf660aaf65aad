package io.ewig.engine.comparison;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Scan;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.EventRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds payloads that are not here; reads the headers of all events. One thread. */
final class AbsenceScan {

  private static final long DOMAIN = Preimage.domain("EWIGGONE");

  private final Stretches withheld = new Stretches();
  private final Stretches erased = new Stretches();
  private long digest;

  private AbsenceScan() {}

  /**
   * @param filters all of which have to cover an event
   */
  static Absences of(EventLog log, List<Filter> filters) {
    AbsenceScan scan = new AbsenceScan();
    Scan absent = Scan.all().before(log.head().size()).where(event -> !event.payload().isHere());
    try (EventCursor events = log.scan(absent)) {
      while (events.next()) {
        Event event = events.event();
        if (filters.stream()
            .allMatch(each -> each.covers(events.branch(), event.world(), event.type()))) {
          scan.add(event);
        }
      }
    }
    return new Absences(
        scan.digest,
        scan.withheld.ranges,
        scan.erased.ranges,
        scan.withheld.isCut || scan.erased.isCut);
  }

  private void add(Event event) {
    boolean isErased = event.payload() instanceof Payload.Erased;
    digest += // a sum: logs differ in their order
        Preimage.start(DOMAIN).putHash(event.hash()).putLong(isErased ? 1 : 0).hash().a();
    (isErased ? erased : withheld).add(event);
  }

  /** Numbers of events, which of each origin rise, as stretches. */
  private static final class Stretches {

    private final List<EventRange> ranges = new ArrayList<>();
    private final Map<Origin, Integer> last = new HashMap<>(); // which one is an origin's last
    private boolean isCut;

    void add(Event event) {
      long seq = event.originSeq();
      Integer at = last.get(event.origin());
      EventRange before = at == null ? null : ranges.get(at);
      if (at != null && before != null && before.to() == seq - 1) {
        ranges.set(at, new EventRange(event.origin(), before.from(), seq));
      } else if (ranges.size() < Absences.RANGES_MAX) {
        last.put(event.origin(), ranges.size());
        ranges.add(new EventRange(event.origin(), seq, seq));
      } else {
        isCut = true;
      }
    }
  }
}
