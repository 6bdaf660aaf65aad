package io.ewig.calcite.command;

import io.ewig.calcite.command.Commands.Context;
import io.ewig.calcite.system.history.LineNames;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.merge.paused.PausedMerge;
import io.ewig.engine.session.MergeResult;
import io.ewig.engine.session.Merges;
import io.ewig.engine.session.Words;
import io.ewig.parser.branch.ApplyCommit;
import io.ewig.parser.branch.EndMerge;
import io.ewig.parser.branch.MergeBranch;
import io.ewig.parser.branch.ResolveConflict;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** Statements that merge. */
final class MergeCommands {

  private MergeCommands() {}

  private static Merges merges(Context context) {
    context.session().settings().requireWritable();
    context.session().requireNoWork("branches");
    return context.session().engine().merges();
  }

  private static Words words(Context context, Optional<String> message) {
    return new Words().author(context.session().settings().user()).message(message.orElse(""));
  }

  static void merge(MergeBranch merge, Context context) {
    Merges merges = merges(context);
    String into = merge.into().orElse(BranchCommands.current(context));
    BranchCommands.require(context, merge.source(), into);
    BranchCommands.requireHistory(context, merge.source(), merge.asOf());
    requireDone(
        merges.merge(
            context
                .session()
                .engine()
                .view(merge.source(), BranchCommands.when(merge.asOf(), context)),
            into,
            merge.strategy().orElse(MergeStrategy.AUTOMATIC),
            words(context, merge.message())));
  }

  static void apply(ApplyCommit apply, Context context) {
    EventId commit = EventId.parse(text(apply.commit(), context));
    String branch = apply.branch().orElse(BranchCommands.current(context));
    BranchCommands.require(context, branch);
    BranchCommands.requireHistory(
        context, apply.how() == MergeStrategy.REVERT ? branch : branchOf(commit, context));
    Words words = words(context, apply.message());
    requireDone(
        apply.how() == MergeStrategy.REVERT
            ? merges(context).revert(commit, branch, words)
            : merges(context).cherryPick(commit, branch, words));
  }

  private static String branchOf(EventId commit, Context context) {
    return LineNames.of(context.session().engine().events().commit(commit).info().branch());
  }

  static String text(SqlNode node, Context context) {
    Object value = context.value(node);
    if (value == null) {
      throw new UserException(ErrorCode.NULL_NOT_ALLOWED, "an id is needed here, not null");
    }
    return value.toString();
  }

  /** Conflicts are an error, since the branch is not what the statement was to make of it. */
  private static void requireDone(MergeResult result) {
    if (result instanceof MergeResult.Paused paused) {
      String merge = paused.merge().id().toString();
      throw new ConflictException(
          ErrorCode.MERGE_CONFLICT,
          "merge "
              + merge
              + " waits for "
              + count(paused.conflicts())
              + " to be resolved; see SELECT * FROM ewig.conflicts, say RESOLVE CONFLICT"
              + " .. and COMPLETE MERGE '"
              + merge
              + "', or ABANDON MERGE '"
              + merge
              + "'");
    }
  }

  private static String count(List<MergeConflict> conflicts) {
    return conflicts.size() + (conflicts.size() == 1 ? " conflict" : " conflicts");
  }

  private static String merge(Optional<SqlNode> named, Merges merges, Context context) {
    if (named.isPresent()) {
      return text(named.get(), context);
    }
    List<PausedMerge> waiting = merges.waiting();
    if (waiting.size() != 1) {
      throw new UserException(
          ErrorCode.UNKNOWN_MERGE,
          waiting.isEmpty()
              ? "no merge waits"
              : waiting.size()
                  + " merges wait; say which by its id, see SELECT * FROM ewig.merges");
    }
    return waiting.get(0).id().toString();
  }

  private static void requireTarget(String id, Merges merges, Context context) {
    merges.waiting().stream()
        .filter(waiting -> waiting.id().equals(id))
        .forEach(waiting -> BranchCommands.require(context, waiting.merge().into()));
  }

  static void resolve(ResolveConflict resolve, Context context) {
    Merges merges = merges(context);
    if (resolve.merge().isEmpty() && DisputeCommands.resolve(resolve, context)) {
      return;
    }
    String merge = merge(resolve.merge(), merges, context);
    requireTarget(merge, merges, context);
    if (resolve.conflict().isEmpty()) {
      merges.settleAll(merge, resolve.take());
      return;
    }
    String conflict = text(resolve.conflict().get(), context);
    if (resolve.take() == Resolution.Take.VALUE) {
      Object value = resolve.value().map(context::value).orElse(null);
      merges.settleTo(merge, conflict, value);
    } else {
      merges.settle(merge, conflict, resolve.take());
    }
  }

  static void end(EndMerge end, Context context) {
    Merges merges = merges(context);
    String merge = merge(end.merge(), merges, context);
    requireTarget(merge, merges, context);
    if (end.isCompleted()) {
      MergeResult result = merges.complete(merge);
      if (result instanceof MergeResult.Paused paused) {
        throw new ConflictException(
            ErrorCode.MERGE_CONFLICT,
            "merge "
                + merge
                + " has "
                + count(paused.conflicts())
                + " yet, the first being "
                + first(paused.conflicts()));
      }
    } else {
      merges.abort(merge);
    }
  }

  private static String first(List<MergeConflict> conflicts) {
    return conflicts.get(0).id();
  }
}
