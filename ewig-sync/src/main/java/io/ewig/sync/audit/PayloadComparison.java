package io.ewig.sync.audit;

import io.ewig.engine.comparison.Absences;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.repair.EventRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds payloads that one side has and the other has not, of events that both have. */
final class PayloadComparison {

  private PayloadComparison() {}

  static void compare(
      Absences here, Absences there, VersionVector mine, VersionVector theirs, Shown shown) {
    VersionVector both = mine.common(theirs);
    shown.add(
        AuditReport.Side.HERE,
        AuditReport.Why.WITHHELD,
        without(here.withheld(), there.withheld(), both));
    shown.add(
        AuditReport.Side.HERE,
        AuditReport.Why.ERASED,
        without(here.erased(), there.erased(), both));
    shown.add(
        AuditReport.Side.THERE,
        AuditReport.Why.WITHHELD,
        without(there.withheld(), here.withheld(), both));
    shown.add(
        AuditReport.Side.THERE,
        AuditReport.Why.ERASED,
        without(there.erased(), here.erased(), both));
    if (here.isCut() || there.isCut()) {
      shown.addUncounted();
    }
  }

  /** What of some stretches lies in none of others, as far as both sides have the events. */
  private static List<EventRange> without(
      List<EventRange> ranges, List<EventRange> others, VersionVector both) {
    Map<Origin, TreeMap<Long, Long>> passed = new HashMap<>();
    others.forEach(
        each ->
            passed
                .computeIfAbsent(each.origin(), any -> new TreeMap<>())
                .merge(each.from(), each.to(), Math::max));
    List<EventRange> rest = new ArrayList<>();
    for (EventRange range : ranges) {
      TreeMap<Long, Long> ofOrigin = passed.getOrDefault(range.origin(), new TreeMap<>());
      long to = Math.min(range.to(), both.get(range.origin()));
      addGaps(range.origin(), range.from(), to, ofOrigin, rest);
    }
    return rest;
  }

  private static void addGaps(
      Origin origin, long from, long to, NavigableMap<Long, Long> passed, List<EventRange> rest) {
    Map.Entry<Long, Long> before = passed.floorEntry(from);
    long next = before == null ? from : Math.max(from, before.getValue() + 1);
    for (Map.Entry<Long, Long> each : passed.tailMap(from, false).entrySet()) {
      if (each.getKey() > to) {
        break;
      }
      if (next < each.getKey()) {
        rest.add(new EventRange(origin, next, each.getKey() - 1));
      }
      next = Math.max(next, each.getValue() + 1);
    }
    if (next <= to) {
      rest.add(new EventRange(origin, next, to));
    }
  }
}
