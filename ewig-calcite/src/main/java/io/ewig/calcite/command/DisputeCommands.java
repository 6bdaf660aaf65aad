package io.ewig.calcite.command;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.command.Commands.Context;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Disputes;
import io.ewig.parser.branch.ResolveConflict;
import java.util.ArrayList;
import java.util.List;

/** Statements that settle what replicas wrote apart. */
final class DisputeCommands {

  private DisputeCommands() {}

  /**
   * Whether it was about such a conflict, or, if it names none, there are any and no merge waits.
   */
  static boolean resolve(ResolveConflict resolve, Context context) {
    Disputes disputes = context.session().engine().disputes();
    if (resolve.conflict().isEmpty()) {
      return context.session().engine().merges().waiting().isEmpty()
          && settleAll(resolve.take(), disputes, context);
    }
    String id = MergeCommands.text(resolve.conflict().get(), context);
    for (String branch : branches(context)) {
      for (MergeConflict conflict : disputes.ever(branch)) {
        if (conflict.id().equals(id)) {
          settle(conflict, branch, resolve, disputes, context);
          return true;
        }
      }
    }
    if (context.session().engine().merges().waiting().isEmpty()) {
      throw new UserException(
          ErrorCode.UNKNOWN_CONFLICT,
          "there is no conflict '" + id + "'; see SELECT * FROM ewig.conflicts");
    }
    return false;
  }

  /** The current one first: others may have the same conflict. */
  private static List<String> branches(Context context) {
    String current = BranchCommands.current(context);
    List<String> names = new ArrayList<>(List.of(current));
    for (BranchInfo branch : context.session().engine().branches().list()) {
      if (!branch.name().equals(current)) {
        names.add(branch.name());
      }
    }
    return names;
  }

  private static void settle(
      MergeConflict conflict,
      String branch,
      ResolveConflict resolve,
      Disputes disputes,
      Context context) {
    require(conflict, branch, context);
    String author = context.session().settings().user();
    if (resolve.take() == Resolution.Take.VALUE) {
      Object value = resolve.value().map(context::value).orElse(null);
      disputes.settleTo(branch, conflict.id(), value, author);
    } else {
      disputes.settle(branch, conflict.id(), resolve.take(), author);
    }
  }

  /** One after the other: some are settled by others. */
  private static boolean settleAll(Resolution.Take take, Disputes disputes, Context context) {
    String branch = BranchCommands.current(context);
    List<MergeConflict> all = disputes.of(branch);
    all.forEach(conflict -> require(conflict, branch, context));
    for (MergeConflict conflict : all) {
      if (disputes.has(branch, conflict.id())) {
        disputes.settle(branch, conflict.id(), take, context.session().settings().user());
      }
    }
    return !all.isEmpty();
  }

  /** Whoever settles it may change rows of its table. */
  private static void require(MergeConflict conflict, String branch, Context context) {
    Rights rights = context.session().rights();
    Table table = conflict.table();
    if (!rights.isUnlimited() && table != null) {
      Subject subject = new Subject.OfTable(table.schema(), table.name());
      for (Operation each : List.of(Operation.INSERT, Operation.UPDATE, Operation.DELETE)) {
        rights.require(Demand.now(each, subject, branch));
      }
    }
  }
}
