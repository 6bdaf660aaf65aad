package io.ewig.engine.session;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.Fork;
import io.ewig.engine.branch.Line;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Reach;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.merge.paused.MergeStep;
import io.ewig.engine.merge.paused.PausedMerge;
import io.ewig.engine.merge.paused.PausedMerges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings onto a branch what was done elsewhere; any thread.
 *
 * <ul>
 *   <li>a merge either becomes one commit of the branch, or changes nothing there;
 *   <li>if there are conflicts, it waits until they are settled, and stands in nobody's way: they
 *       are looked for anew each time, so they fit what the branch is by then.
 * </ul>
 */
public final class Merges {

  private final Database database;

  public Merges(Database database) {
    this.database = database;
  }

  /** What two views last had in common, newest first; several if they were merged crosswise. */
  public List<EventId> bases(View ours, View theirs) {
    List<EventId> ids = new ArrayList<>();
    World only = ours.line().only();
    for (Fork tip : reach(ours, only).common(reach(theirs, only)).tips(database.state())) {
      ids.add(database.log().commitOf(tip.limit() - 1).id());
    }
    return ids;
  }

  private Reach reach(View view, @Nullable World about) {
    view.requireOf(database.state());
    return Reach.of(database.state(), view.line().lineage(), view.size(), about);
  }

  /** Merges a branch as it is now. */
  public MergeResult merge(String source, String into, MergeStrategy how, Words words) {
    return merge(database.view(source, When.NOW), into, how, words);
  }

  /** Merges what a view of some branch, tag or moment shows into a branch. */
  public MergeResult merge(View source, String into, MergeStrategy how, Words words) {
    At at = new Branches(database).at(source);
    return at == null ? new MergeResult.UpToDate() : run(at, into, how, words);
  }

  /** Does on a branch what a commit did elsewhere. */
  public MergeResult cherryPick(EventId commit, String onto, Words words) {
    return run(at(commit), onto, MergeStrategy.CHERRY_PICK, words);
  }

  /** Undoes on a branch what a commit did. */
  public MergeResult revert(EventId commit, String on, Words words) {
    return run(at(commit), on, MergeStrategy.REVERT, words);
  }

  private At at(EventId id) {
    Commit commit = database.find(id);
    return new At(commit.info().branch(), commit.id(), commit.first().hash());
  }

  private MergeResult run(At at, String into, MergeStrategy how, Words words) {
    CommitInfo info = words.on(Branch.MAIN);
    MergeStep.Paused merge =
        new MergeStep.Paused(into, at, how, info.author(), info.message(), info.metadata());
    MergeRun run = new MergeRun(database, merge, null, words);
    MergeResult result = run.finish();
    return result == null ? waiting(merge).orElseGet(() -> pause(merge, run.conflicts())) : result;
  }

  // ---- merges that wait

  /** Who says the same once more means the merge that waits, with what was settled of it. */
  private Optional<MergeResult> waiting(MergeStep.Paused merge) {
    return waiting().stream()
        .filter(each -> each.merge().equals(merge))
        .findFirst()
        .map(each -> new MergeResult.Paused(each, conflicts(each)));
  }

  private MergeResult pause(MergeStep.Paused merge, List<MergeConflict> conflicts) {
    Commit commit = record(List.of(merge), () -> {});
    return new MergeResult.Paused(get(commit.id().toString()), conflicts);
  }

  private Commit record(List<? extends MergeStep> steps, Runnable check) {
    List<EventDraft> drafts = new ArrayList<>();
    steps.forEach(step -> drafts.add(step.draft()));
    CommitInfo info = CommitInfo.on(MergeStep.LINE, List.of());
    Proposal.Gate gate =
        () -> {
          check.run();
          return null;
        };
    return database.committer().commit(new Proposal(info, drafts, List.of(), List.of(), gate));
  }

  private PausedMerges paused() {
    return database.paused();
  }

  /** The merges that wait for conflicts to be settled, the oldest first. */
  public List<PausedMerge> waiting() {
    return paused().open();
  }

  public PausedMerge get(String merge) {
    return paused().get(merge);
  }

  /** The conflicts that are not settled, given what the branch is now. */
  public List<MergeConflict> conflicts(String merge) {
    return conflicts(get(merge));
  }

  private List<MergeConflict> conflicts(PausedMerge merge) {
    MergeRun run = new MergeRun(database, merge.merge(), merge, new Words());
    run.look();
    return run.conflicts();
  }

  /** Settles a conflict by what a side has. */
  public void settle(String merge, String conflict, Resolution.Take take) {
    requireSide(take);
    settle(find(merge, conflict), merge, take, null);
  }

  /** A value that is not given is not null. */
  private static void requireSide(Resolution.Take take) {
    if (take == Resolution.Take.VALUE) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "take VALUE comes with a value; settle each conflict by settleTo, or take a side");
    }
  }

  /**
   * Settles a conflict by another value: of the column's type; a row; or a document.
   *
   * @param value null: nothing is to be there
   */
  public void settleTo(String merge, String conflict, @Nullable Object value) {
    MergeConflict found = find(merge, conflict);
    settle(found, merge, Resolution.Take.VALUE, SettledValue.bytes(found, value));
  }

  private void settle(
      MergeConflict conflict, String merge, Resolution.Take take, byte @Nullable [] value) {
    Resolution resolution = new Resolution(take, value);
    if (conflict.kind() == MergeConflict.Kind.TABLE) {
      requireSettling(conflict, get(merge), resolution);
    }
    MergeStep step = new MergeStep.Settled(merge, conflict.id(), resolution);
    record(List.of(step), () -> get(merge));
  }

  /** Two tables of one name are not both taken because somebody says so, for example. */
  private void requireSettling(MergeConflict conflict, PausedMerge merge, Resolution resolution) {
    if (conflicts(merge.with(conflict.id(), resolution)).stream()
        .anyMatch(open -> open.id().equals(conflict.id()))) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "conflict "
              + conflict.id()
              + " in the definition of "
              + conflict.where()
              + " ("
              + conflict.what()
              + ") is not settled by "
              + resolution.take()
              + "; take another side, or change one of the branches and merge again");
    }
  }

  /** Settles all conflicts that are open by what a side has. */
  public void settleAll(String merge, Resolution.Take take) {
    requireSide(take);
    Resolution resolution = new Resolution(take, null);
    List<MergeStep> steps = new ArrayList<>();
    for (MergeConflict conflict : conflicts(merge)) {
      steps.add(new MergeStep.Settled(merge, conflict.id(), resolution));
    }
    if (!steps.isEmpty()) {
      record(steps, () -> get(merge));
    }
  }

  /** An open conflict, or one that was settled and may be settled otherwise. */
  private MergeConflict find(String id, String conflict) {
    PausedMerge merge = get(id);
    Map<String, Resolution> others = new HashMap<>(merge.settled());
    others.remove(conflict);
    PausedMerge without = new PausedMerge(id, merge.merge(), merge.since(), others);
    return conflicts(without).stream()
        .filter(one -> one.id().equals(conflict))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.UNKNOWN_CONFLICT,
                    "merge "
                        + id
                        + " has no conflict "
                        + conflict
                        + " as the branch is now; list those that it has"));
  }

  /**
   * Commits a merge that waited; if conflicts are left, or new ones came up, it goes on waiting.
   */
  public MergeResult complete(String merge) {
    PausedMerge waiting = get(merge);
    MergeRun run = new MergeRun(database, waiting.merge(), waiting, new Words());
    MergeResult result = run.finish();
    if (result instanceof MergeResult.UpToDate || result instanceof MergeResult.FastForwarded) {
      record(List.of(new MergeStep.Ended(merge, "completed")), () -> get(merge));
    }
    return Objects.requireNonNullElseGet(
        result, () -> new MergeResult.Paused(waiting, run.conflicts()));
  }

  /** Ends a merge that waited without doing anything. */
  public void abort(String merge) {
    get(merge);
    record(List.of(new MergeStep.Ended(merge, "aborted")), () -> get(merge));
  }

  /** Where a commit lies. */
  static Fork place(Database database, At at) {
    Line line = database.state().refs().line(at.line()).orElseThrow(() -> unknown(at));
    long seq = database.log().find(at.hash()).orElseThrow(() -> unknown(at));
    return new Fork(line, database.log().commitOf(seq).endSeq());
  }

  private static UserException unknown(At at) {
    return new UserException(ErrorCode.NOT_FOUND, "there is no commit " + at.commit());
  }
}
