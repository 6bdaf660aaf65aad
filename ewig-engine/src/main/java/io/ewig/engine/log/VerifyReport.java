package io.ewig.engine.log;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.hash.Hash;
import java.util.List;

/**
 * What {@link EventLog#verify} found.
 *
 * @param events how many were read and found right
 * @param findings what is wrong, the first bad file and offset first; empty if all is well
 */
public record VerifyReport(long events, Hash chain, Hash root, List<Finding> findings) {

  /** One thing that is not as it was written; offset -1 means the whole file. */
  public record Finding(String file, long offset, String what) {

    public static Finding of(CorruptionException damage) {
      return new Finding(damage.file(), damage.offset(), damage.what());
    }

    @Override
    public String toString() {
      return file + (offset < 0 ? "" : " at offset " + offset) + ": " + what;
    }
  }

  public VerifyReport {
    findings = List.copyOf(findings);
  }

  public boolean isSound() {
    return findings.isEmpty();
  }
}
