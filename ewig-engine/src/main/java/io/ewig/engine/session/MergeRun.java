package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.rule.Change;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.merge.Edit;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Reach;
import io.ewig.engine.merge.Referee;
import io.ewig.engine.merge.WholeMerge;
import io.ewig.engine.merge.paused.MergeStep;
import io.ewig.engine.merge.paused.PausedMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One merge from the look at both sides to the commit; one thread. */
final class MergeRun {

  /** If others commit to the same rows meanwhile, it begins again so often. */
  private static final int ATTEMPTS_MAX = 5;

  private final Database database;
  private final MergeStep.Paused merge;
  private final @Nullable PausedMerge waiting;
  private final Words words;
  private List<MergeConflict> conflicts = List.of();

  /**
   * @param waiting the merge, if it has been paused
   */
  MergeRun(Database database, MergeStep.Paused merge, @Nullable PausedMerge waiting, Words words) {
    this.database = database;
    this.merge = merge;
    this.waiting = waiting;
    this.words = waiting == null ? words : words(merge);
  }

  private static Words words(MergeStep.Paused merge) {
    Words words = new Words().author(merge.author()).message(merge.message());
    merge.metadata().forEach(words::with);
    return words;
  }

  /** What was found in the way. */
  List<MergeConflict> conflicts() {
    return conflicts;
  }

  /** Looks for conflicts only. */
  void look() {
    edits(database.view(target()), Merges.place(database, merge.at()));
  }

  /**
   * The branch that is merged into, with all that was appended: what is on its way to the disk
   * would be in the way of the commit.
   */
  private BranchInfo target() {
    long appended = database.log().appended().size();
    database.log().awaitDurable(appended);
    database.state().catchUp(appended);
    Refs refs = database.state().refs();
    if (waiting != null && refs.branch(merge.into(), Long.MAX_VALUE).isEmpty()) {
      throw new UserException(
          ErrorCode.UNKNOWN_BRANCH,
          "branch '"
              + merge.into()
              + "', into which merge "
              + waiting.id()
              + " goes, was dropped; restore the branch, or abandon the merge");
    }
    return refs.branch(merge.into());
  }

  /** Does it; null if there are conflicts. */
  @Nullable MergeResult finish() {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt();
      } catch (ConflictException meanwhile) {
        if (meanwhile.code() != ErrorCode.WRITE_CONFLICT || attempt == ATTEMPTS_MAX) {
          throw meanwhile;
        }
      }
    }
  }

  private @Nullable MergeResult attempt() {
    BranchInfo target = target();
    View ours = database.view(target);
    Fork source = Merges.place(database, merge.at());
    MergeStrategy how = merge.how();
    World only = ours.line().only();
    Reach mine = Reach.of(database.state(), ours.line().lineage(), ours.size(), only);
    Reach their = Reach.of(database.state(), source, only);
    if (how.isMerge() && mine.contains(their)) {
      return new MergeResult.UpToDate();
    }
    boolean isAhead = only == null && their.contains(mine);
    if (how == MergeStrategy.FAST_FORWARD || (how == MergeStrategy.AUTOMATIC && isAhead)) {
      return fastForward(target, ours, source, isAhead);
    }
    List<Edit> edits = edits(ours, source);
    if (!conflicts.isEmpty()) {
      return null;
    }
    return edits.isEmpty() && !how.isMerge()
        ? new MergeResult.UpToDate()
        : commit(target, ours, edits);
  }

  private List<Edit> edits(View ours, Fork source) {
    requireHere(ours);
    requireHere(ours.on(source.from(), source.limit()));
    Referee referee = Referee.of(waiting == null ? Map.of() : waiting.settled());
    List<Edit> edits =
        new WholeMerge(database.state(), ours.sight(), source, merge.how(), referee)
            .edits(ours.line().only());
    List<Edit> settled = new MergeCheck(database, ours, referee, database.now()).settled(edits);
    conflicts = referee.open();
    return settled;
  }

  /** What one does not have, it can't merge: and all would take it for merged. */
  private static void requireHere(View side) {
    side.requireAllHere("all that a merge of " + side.line() + " takes");
  }

  private MergeResult commit(BranchInfo target, View ours, List<Edit> edits) {
    List<Change> changes = new ArrayList<>();
    edits.forEach(edit -> changes.add(change(ours, edit)));
    List<EventDraft> more = new ArrayList<>();
    List<EventId> merged = new ArrayList<>();
    if (merge.how().isMerge()) {
      byte[] payload = new Merge(merge.at(), merge.how().text()).payload();
      more.add(new EventDraft(Merge.WORLD, EventType.BRANCH_MERGED, null, payload));
      merged.add(merge.at().commit());
    } else if (merge.how() != MergeStrategy.SQUASH) {
      words.with("ewig." + merge.how().text(), merge.at().commit().toString());
    }
    @Nullable Runnable check = null;
    if (waiting != null) {
      more.add(new MergeStep.Ended(waiting.id(), "completed").draft());
      check = () -> new Merges(database).get(waiting.id());
    }
    Admission admission =
        new Admission(database, target, ours, changes, words, database.now(), check);
    return new MergeResult.Merged(
        database.committer().commit(admission.proposal(target.line(), more, merged)));
  }

  private static Change change(View ours, Edit edit) {
    if (edit instanceof Edit.OfRow row) {
      TableCodec codec = ours.codecs().of(row.table());
      Period period = new Period(row.from(), row.until(), row.key());
      return new Change.OfRow(codec, row.key(), row.row(), period.valid());
    } else if (edit instanceof Edit.OfTable table) {
      return new Change.OfTable(table.before(), table.after());
    }
    Edit.OfObject object = (Edit.OfObject) edit;
    return new Change.OfObject(object.world(), object.key(), object.value());
  }

  private MergeResult fastForward(BranchInfo target, View ours, Fork source, boolean isAhead) {
    if (!isAhead) {
      World only = target.line().only();
      throw new ConflictException(
          ErrorCode.NOT_FAST_FORWARD,
          "branch "
              + target.name()
              + (only == null ? " has commits of its own" : " is about " + only + " only")
              + ", so it can't just move on; merge it by another strategy");
    }
    Runnable check = () -> requireUnchanged(target, ours);
    View there = ours.on(source.from(), source.limit());
    return new MergeResult.FastForwarded(
        new Branches(database).move(target.name(), there, "fast-forward", check));
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
