package io.ewig.engine.session;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.VerifyReport.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What state amounts to, held against the log.
 *
 * @param events of the log when the verification began
 * @param roots of each branch at that time: equal states have equal roots
 * @param findings where state is not what comes from the log; empty if all is well
 */
public record StateReport(long events, SortedMap<String, Hash> roots, List<Finding> findings) {

  public StateReport {
    roots = Collections.unmodifiableSortedMap(new TreeMap<>(roots));
    findings = List.copyOf(findings);
  }

  /** With other findings behind these. */
  public StateReport with(List<Finding> others) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(others);
    return new StateReport(events, roots, all);
  }

  public boolean isSound() {
    return findings.isEmpty();
  }
}
