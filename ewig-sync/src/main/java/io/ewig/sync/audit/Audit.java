package io.ewig.sync.audit;

import io.ewig.engine.comparison.Absences;
import io.ewig.engine.comparison.Comparisons;
import io.ewig.engine.comparison.Outline;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.audit.AuditReport.Branches;
import io.ewig.sync.audit.AuditReport.Histories;
import io.ewig.sync.session.Channel;
import io.ewig.sync.session.Inquiry;
import io.ewig.sync.session.Local;
import io.ewig.sync.standing.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a replica with another one, and names what differs: events, payloads, branches, tables,
 * rows, objects. Once, by one thread.
 *
 * <ul>
 *   <li>neither is changed: nothing is taken, learnt or judged;
 *   <li>bytes come and go for what differs, not for what exists;
 *   <li>of two that keep parts of a history what both keep is compared.
 * </ul>
 */
public final class Audit {

  private final Local here;
  private final Comparisons comparisons;
  private final Examiner examiner;

  public Audit(Local here, Channel channel) {
    this.here = here;
    this.comparisons =
        here.comparisons()
            .orElseThrow(
                () ->
                    new UserException(
                        ErrorCode.INVALID_ARGUMENT, "this replica can't be compared"));
    this.examiner = new Examiner(new Inquiry(here.self(), here.filter(), channel), here);
  }

  /**
   * @throws IOException if the other one does not answer, or refuses
   */
  public AuditReport run() throws IOException {
    Examiner.Opening opening = examiner.open(comparisons);
    Filter theirs = opening.filter();
    Standing mine = opening.mine();
    Histories events = new HistoryComparison(comparisons, examiner).compare(mine, opening.theirs());
    Shown shown = new Shown();
    compare(opening.absencesHere(), opening.absencesThere(), mine, opening.theirs(), shown);
    Branches branches = compare(opening, theirs, shown);
    boolean isEqual = events.areEqual() && shown.isEmpty() && branches.areEqual();
    return new AuditReport(
        isEqual,
        isEqual || isSettled(opening),
        events,
        shown.payloads(),
        branches,
        shown.states(),
        shown.notShown(),
        shown.isCounted(),
        examiner.cost());
  }

  /** Whether nobody has written on either side since it began. */
  private boolean isSettled(Examiner.Opening opening) throws IOException {
    return examiner.digest() == opening.digest()
        && here.standing().digest().equals(opening.mine().digest());
  }

  private static void compare(
      Absences here, Optional<Absences> there, Standing mine, Heard theirs, Shown shown) {
    if (there.isPresent()) {
      PayloadComparison.compare(here, there.get(), mine.version(), theirs.version(), shown);
    }
  }

  private Branches compare(Examiner.Opening opening, Filter theirs, Shown shown)
      throws IOException {
    if (opening.outlineThere().isEmpty()) {
      return new Branches(List.of(), List.of());
    }
    Outline mine = opening.outlineHere();
    Outline other = opening.outlineThere().get();
    TreeSet<String> both = new TreeSet<>(mine.branches().keySet());
    both.retainAll(other.branches().keySet());
    try {
      for (String name : both) {
        Outline.Branch ours = mine.branches().get(name);
        Outline.Branch there = other.branches().get(name);
        if (ours != null && there != null && !there.root().equals(ours.root())) {
          shown.add(name, comparisons.discrepancies(name, there.tree(), theirs, examiner::objects));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Branches(without(mine, both), without(other, both));
  }

  private static List<String> without(Outline outline, Set<String> both) {
    return outline.branches().keySet().stream().filter(name -> !both.contains(name)).toList();
  }
}
