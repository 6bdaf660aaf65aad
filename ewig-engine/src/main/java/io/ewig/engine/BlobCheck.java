package io.ewig.engine;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Payload;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.store.ContentStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every blob that an event names, and all else that the store has: the part of a verification
 * that no log can do alone.
 */
final class BlobCheck {

  private BlobCheck() {}

  /**
   * The report with what is wrong with the blobs; a log that is itself unsound is not walked again.
   */
  static VerifyReport addTo(
      VerifyReport report, EventLog log, ContentStore store, Progress progress) {
    if (!report.isSound()) {
      return report;
    }
    List<Finding> findings = new ArrayList<>();
    try (EventCursor cursor = log.scan(Scan.all().before(report.events()))) {
      while (cursor.next()) {
        if (cursor.payloadSize() > Payload.INLINE_BYTES_MAX
            && cursor.event().payload() instanceof Payload.Blob blob) {
          check(cursor.seq(), blob, store, findings);
        }
      }
    }
    for (Finding found : store.verify(progress)) {
      if (findings.stream().noneMatch(known -> isSamePlace(known, found))) {
        findings.add(found);
      }
    }
    return new VerifyReport(report.events(), report.chain(), report.root(), findings);
  }

  private static boolean isSamePlace(Finding one, Finding other) {
    return one.file().equals(other.file()) && one.offset() == other.offset();
  }

  private static void check(
      long seq, Payload.Blob blob, ContentStore store, List<Finding> findings) {
    String whose = " (the payload of event " + seq + ")";
    try {
      store.get(blob.content());
    } catch (CorruptionException damaged) {
      findings.add(new Finding(damaged.file(), damaged.offset(), damaged.what() + whose));
    } catch (UserException missing) {
      findings.add(new Finding("store", -1, missing.getMessage() + whose));
    }
  }
}
