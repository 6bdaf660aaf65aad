package io.ewig.engine.internal.converge;

import io.ewig.engine.event.Event;
import java.util.Comparator;

/**
 * The order in which events count, the same on every node: by hybrid time, then origin, then
 * number.
 *
 * <p>An event counts after all that its origin had seen, since its hybrid time is later; an event
 * that is made here counts after all that is here.
 */
public final class Canonical {

  public static final Comparator<Event> ORDER = Canonical::compare;

  private Canonical() {}

  private static int compare(Event one, Event other) {
    int byTime = Long.compareUnsigned(one.hlc(), other.hlc());
    if (byTime != 0) {
      return byTime;
    }
    int byOrigin = one.origin().compareTo(other.origin());
    return byOrigin != 0 ? byOrigin : Long.compare(one.originSeq(), other.originSeq());
  }

  public static boolean isBefore(Event one, Event other) {
    return compare(one, other) < 0;
  }
}
