package io.ewig.engine;

import io.ewig.engine.crypt.SignatureVerifier;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.replica.Refusal;
import io.ewig.engine.replica.SignaturePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether all commits of those who sign are signed by them, one's own among them, if the
 * policy wants it, and whether each signature is theirs: no hash covers a signature.
 */
final class SignatureCheck {

  private SignatureCheck() {}

  /**
   * The report with the first commit that is not, and how many more; an unsound log is let be.
   *
   * @param origins whose events there are
   */
  static VerifyReport addTo(
      VerifyReport report,
      EventLog log,
      Set<Origin> origins,
      SignaturePolicy policy,
      SignatureVerifier verifier) {
    if (!report.isSound() || origins.stream().noneMatch(SigningOrigin::is)) {
      return report;
    }
    Refusal first = null;
    long firstSeq = 0;
    long more = 0;
    for (long seq = 0; seq < report.events(); ) {
      Commit commit = log.commitOf(seq);
      Optional<Refusal> wrong = policy.refuses(commit, verifier);
      if (wrong.isPresent() && first == null) {
        first = wrong.get();
        firstSeq = commit.firstSeq();
      } else if (wrong.isPresent()) {
        more++;
      }
      seq = commit.endSeq();
    }
    return with(report, first, firstSeq, more);
  }

  private static VerifyReport with(
      VerifyReport report, @Nullable Refusal first, long seq, long more) {
    if (first == null) {
      return report;
    }
    List<Finding> findings = new ArrayList<>(report.findings());
    String rest = more == 0 ? "" : "; so are " + more + " more commits";
    findings.add(new Finding("log", -1, "from event " + seq + " on: " + first.text() + rest));
    return new VerifyReport(report.events(), report.chain(), report.root(), findings);
  }
}
