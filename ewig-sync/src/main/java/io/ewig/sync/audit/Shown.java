package io.ewig.sync.audit;

import io.ewig.engine.comparison.Discrepancies;
import io.ewig.engine.repair.EventRange;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is listed, and counts the rest. */
final class Shown {

  private final List<AuditReport.PayloadGap> payloads = new ArrayList<>();
  private final List<AuditReport.OnBranch> states = new ArrayList<>();
  private long notShown;
  private boolean isCounted = true;

  void add(AuditReport.Side side, AuditReport.Why why, List<EventRange> gaps) {
    for (EventRange gap : gaps) {
      if (payloads.size() < AuditReport.SHOWN_MAX) {
        payloads.add(new AuditReport.PayloadGap(side, why, gap));
      } else {
        notShown++;
      }
    }
  }

  /** There are more than anybody has counted. */
  void addUncounted() {
    isCounted = false;
  }

  void add(String branch, Discrepancies found) {
    while (notShown < AuditReport.COUNTED_MAX && found.next()) {
      if (states.size() < AuditReport.SHOWN_MAX) {
        states.add(new AuditReport.OnBranch(branch, found.discrepancy()));
      } else {
        notShown++;
      }
    }
    isCounted &= notShown < AuditReport.COUNTED_MAX;
  }

  boolean isEmpty() {
    return payloads.isEmpty() && states.isEmpty() && isCounted;
  }

  List<AuditReport.PayloadGap> payloads() {
    return payloads;
  }

  List<AuditReport.OnBranch> states() {
    return states;
  }

  long notShown() {
    return notShown;
  }

  boolean isCounted() {
    return isCounted;
  }
}
