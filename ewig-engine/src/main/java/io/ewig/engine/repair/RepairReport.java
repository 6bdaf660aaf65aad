package io.ewig.engine.repair;

import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.log.VerifyReport.Finding;
import java.util.List;

/**
 * What came of a repair.
 *
 * @param found what was damaged
 * @param commits how many were put back into the log
 * @param objects how many were put back into the store
 * @param left why something could not be repaired
 * @param after what a verification finds now
 */
public record RepairReport(
    List<Finding> found, long commits, long objects, List<Finding> left, VerifyReport after) {

  public RepairReport {
    found = List.copyOf(found);
    left = List.copyOf(left);
  }

  /** Whether the database is whole. */
  public boolean isSound() {
    return after.isSound();
  }
}
