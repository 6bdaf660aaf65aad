package io.ewig.calcite.command;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Reach;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.command.Commands.Context;
import io.ewig.calcite.system.history.LineNames;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.World;
import io.ewig.engine.session.Branches;
import io.ewig.engine.session.When;
import io.ewig.parser.branch.CreateBranch;
import io.ewig.parser.branch.CreateTag;
import io.ewig.parser.branch.DropBranch;
import io.ewig.parser.branch.DropTag;
import io.ewig.parser.branch.RenameBranch;
import io.ewig.parser.branch.ResetBranch;
import io.ewig.parser.branch.RestoreBranch;
import io.ewig.parser.time.Span;
import java.time.Duration;
import java.util.Optional;

/**
 * Statements about branches and tags. They take effect at once, for everybody, and belong to no
 * transaction.
 */
final class BranchCommands {

  private BranchCommands() {}

  private static Branches branches(Context context) {
    context.session().settings().requireWritable();
    context.session().requireNoWork("branches and tags");
    return context.session().engine().branches();
  }

  /** Refuses to make or change a branch that the session may not. */
  static void require(Context context, String... names) {
    Rights rights = context.session().rights();
    if (!rights.isUnlimited()) {
      for (String name : names) {
        rights.require(Demand.now(Operation.MERGE, new Subject.OfBranch(), name));
      }
    }
  }

  static void requireHistory(Context context, String branch, Optional<Span.AsOf> asOf) {
    if (asOf.isPresent()) {
      requireHistory(context, branch);
    }
  }

  /** What was becomes what is: whoever does that has to be allowed to read it. */
  static void requireHistory(Context context, String branch) {
    Rights rights = context.session().rights();
    if (!rights.isUnlimited()) {
      Duration ever = Reach.HISTORICAL.past();
      rights.require(new Demand(Operation.HISTORY, new Subject.OfBranch(), branch, ever));
    }
  }

  static String current(Context context) {
    return context.session().settings().branch();
  }

  /** The moment that AS OF names; now if nothing does. */
  static When when(Optional<Span.AsOf> asOf, Context context) {
    return asOf.map(context::when).orElse(When.NOW);
  }

  private static boolean isThere(Branches branches, String name) {
    return branches.list().stream().anyMatch(branch -> branch.name().equals(name));
  }

  static void create(CreateBranch create, Context context) {
    Branches branches = branches(context);
    if (!create.ifNotExists() || !isThere(branches, create.name())) {
      String from = create.from().orElse(current(context));
      require(context, create.name(), from);
      requireHistory(context, from, create.asOf());
      World only = create.only().map(World::of).orElse(null);
      branches.create(create.name(), from, when(create.asOf(), context), only);
    }
  }

  static void drop(DropBranch drop, Context context) {
    Branches branches = branches(context);
    if (drop.name().equals(current(context)) && !drop.name().equals(Branch.MAIN.name())) {
      throw new UserException(
          ErrorCode.STILL_NEEDED,
          "the session is on branch " + drop.name() + "; say USE BRANCH main first");
    }
    if (!drop.ifExists() || isThere(branches, drop.name())) {
      require(context, drop.name());
      branches.drop(drop.name());
    }
  }

  static void rename(RenameBranch rename, Context context) {
    require(context, rename.name(), rename.newName());
    boolean isCurrent = rename.name().equals(current(context));
    branches(context).rename(rename.name(), rename.newName());
    if (isCurrent) {
      context.session().settings().setBranch(rename.newName());
    }
  }

  static void restore(RestoreBranch restore, Context context) {
    require(context, restore.name());
    branches(context).restore(restore.name());
  }

  static void reset(ResetBranch reset, Context context) {
    String to = reset.to().orElse(reset.name());
    require(context, reset.name(), to);
    requireHistory(context, to, reset.asOf());
    branches(context).reset(reset.name(), to, when(reset.asOf(), context));
  }

  private static Optional<Tag> find(Branches branches, String tag) {
    return branches.tags().stream().filter(known -> known.name().equals(tag)).findFirst();
  }

  static void tag(CreateTag create, Context context) {
    require(context, create.branch().orElse(current(context)));
    Branches branches = branches(context);
    if (!create.ifNotExists() || find(branches, create.name()).isEmpty()) {
      branches.tag(
          create.name(),
          create.branch().orElse(current(context)),
          when(create.asOf(), context),
          create.message().orElse(""));
    }
  }

  static void dropTag(DropTag drop, Context context) {
    Branches branches = branches(context);
    Optional<Tag> known = find(branches, drop.name());
    known.ifPresent(tag -> require(context, LineNames.of(tag.line().name())));
    if (known.isPresent() || !drop.ifExists()) {
      branches.dropTag(drop.name());
    }
  }
}
