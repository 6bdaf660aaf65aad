package io.ewig.engine.session;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.internal.state.Space;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Reach;
import java.util.List;

/**
 * Merges of branches; any thread.
 *
 * <p>A merge either becomes one commit of the target or changes nothing there.
 */
public final class Merges {

  private final Database database;

  public Merges(Database database) {
    this.database = database;
  }

  /** What two views last had in common, newest first; several if they were merged crosswise. */
  public List<EventId> bases(View ours, View theirs) {
    return tips(ours, theirs).stream().map(this::commitAt).map(Commit::id).toList();
  }

  private List<Fork> tips(View ours, View theirs) {
    return reach(ours).common(reach(theirs)).tips(database.state());
  }

  private Reach reach(View view) {
    return Reach.of(database.state(), view.line().lineage(), view.size());
  }

  private Commit commitAt(Fork place) {
    return database.log().commitOf(place.limit() - 1);
  }

  /** Merges what a view of some branch, tag or moment shows into a branch. */
  public MergeResult merge(View source, String into, MergeStrategy how, Words words) {
    BranchInfo target = database.state().refs().branch(into);
    View ours = database.view(into, When.NOW);
    Reach their = reach(source);
    if (reach(ours).contains(their)) {
      return new MergeResult.UpToDate();
    }
    boolean isAhead = their.contains(reach(ours));
    if (how == MergeStrategy.FAST_FORWARD || (how == MergeStrategy.AUTOMATIC && isAhead)) {
      return fastForward(source, target, ours, isAhead);
    }
    EventDraft merge = draft(source, how);
    Admission admission =
        new Admission(database, target, ours, List.of(), words, database.now());
    Line line = target.line();
    List<EventId> merged = List.of(at(source).commit());
    return new MergeResult.Merged(
        database.committer().commit(admission.proposal(line, List.of(merge), merged)));
  }

  private At at(View source) {
    At at = new Branches(database).at(source);
    if (at == null) {
      throw new IllegalStateException("a view that reaches something has a last commit");
    }
    return at;
  }

  private EventDraft draft(View source, MergeStrategy how) {
    Merge merge = new Merge(at(source), how.text());
    return new EventDraft(Merge.WORLD, EventType.BRANCH_MERGED, null, merge.payload());
  }

  private MergeResult fastForward(View source, BranchInfo target, View ours, boolean isAhead) {
    if (!isAhead) {
      throw new ConflictException(
          ErrorCode.NOT_FAST_FORWARD,
          "branch "
              + target.name()
              + " has commits of its own, so it can't just move on; merge it by another strategy");
    }
    Runnable check = () -> requireUnchanged(target, ours);
    return new MergeResult.FastForwarded(
        new Branches(database).move(target.name(), source, "fast-forward", check));
  }

  private void requireUnchanged(BranchInfo target, View ours) {
    database.state().catchUp(database.log().appended().size());
    Admission.requireCurrentLine(database, target);
    byte[] commits = Space.COMMITS.key(Space.ofLine(target.line().number()));
    Lineage whole = Lineage.of(target.line().number());
    if (database.state().source(whole, Long.MAX_VALUE).newestSeq(commits) >= ours.size()) {
      throw new ConflictException(
          ErrorCode.WRITE_CONFLICT,
          "branch " + target.name() + " was changed meanwhile; merge again");
    }
  }
}
