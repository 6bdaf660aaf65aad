package io.ewig.server.branches;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.World;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig branch}: names of branches and tags; each method is a subcommand. */
@Command(
    name = "branch",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "List, make, move and drop names of branches and tags; no history is lost.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig branch list --data garden",
      "  ewig branch create --data garden dev --from main@2026-03-01T12:00:00Z",
      "  ewig branch rename --data garden dev south",
      "  ewig branch drop --data garden south",
      "  ewig branch restore --data garden south",
      "  ewig branch reset --data garden south --to spring",
      "  ewig branch tag --data garden spring --of main --message \"as it was planted\"",
      "  ewig branch log --data garden south --limit 5"
    })
public final class BranchCommand {

  private static final String LIMIT = "20";

  private final Terminal terminal;

  public BranchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Show branches, and tags with what they name.")
  int list(@Mixin DataOption data) {
    try (Ewig db = data.openToRead()) {
      for (BranchInfo branch : db.branches().list()) {
        terminal.out().println("branch  " + branch.name() + since(branch));
      }
      for (Tag tag : db.branches().tags()) {
        terminal
            .out()
            .println("tag     " + tag.name() + "  " + tag.commit() + "  " + tag.message());
      }
      return DamageNotice.print(db, terminal);
    }
  }

  private static String since(BranchInfo branch) {
    World only = branch.line().only();
    return (branch.seq() < 0 ? "" : "  since " + branch.created())
        + (only == null ? "" : "  of " + only);
  }

  @Command(mixinStandardHelpOptions = true, description = "Start a branch where another one is.")
  int create(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--from", paramLabel = Revision.LABEL, defaultValue = "main") String from,
      @Option(names = "--only", paramLabel = "URI", description = "What world it is to be about.")
          @Nullable String only) {
    try (Ewig db = data.openToWrite()) {
      Revision start = Revision.of(db, from);
      World world = only == null ? null : World.of(only);
      return done(
          "created", db.branches().create(name, start.branch(), start.when(), world).name());
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Give a branch another name.")
  int rename(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "TO") String to) {
    try (Ewig db = data.openToWrite()) {
      db.branches().rename(name, to);
      return done("renamed to", to);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Take a branch's or a tag's name away.")
  int drop(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--tag", description = "The name is a tag's.") boolean isTag) {
    try (Ewig db = data.openToWrite()) {
      if (isTag) {
        db.branches().dropTag(name);
      } else {
        db.branches().drop(name);
      }
      return done("dropped", name);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Bring back a branch that was dropped.")
  int restore(@Mixin DataOption data, @Parameters(paramLabel = "NAME") String name) {
    try (Ewig db = data.openToWrite()) {
      return done("restored", db.branches().restore(name).name());
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Move a branch to where a branch was.")
  int reset(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--to", paramLabel = Revision.LABEL, required = true) String to) {
    try (Ewig db = data.openToWrite()) {
      Revision there = Revision.of(db, to);
      return done("reset", db.branches().reset(name, there.branch(), there.when()).name());
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Name the last commit of a branch.")
  int tag(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--of", paramLabel = Revision.LABEL, defaultValue = "main") String of,
      @Option(names = "--message", paramLabel = "TEXT", defaultValue = "") String message) {
    try (Ewig db = data.openToWrite()) {
      Revision at = Revision.of(db, of);
      return done("tagged", db.branches().tag(name, at.branch(), at.when(), message).name());
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Show a branch's commits, newest first.")
  int log(
      @Mixin DataOption data,
      @Parameters(paramLabel = Revision.LABEL, defaultValue = "main") String name,
      @Option(names = "--limit", paramLabel = "N", defaultValue = LIMIT) int limit) {
    try (Ewig db = data.openToRead()) {
      Revision at = Revision.of(db, name);
      for (Commit commit : db.branches().log(at.branch(), at.when(), limit)) {
        terminal.out().println(text(commit));
      }
      return DamageNotice.print(db, terminal);
    }
  }

  private static String text(Commit commit) {
    return String.join(
        "  ",
        commit.id().toString(),
        commit.first().systemTime().toString(),
        "events " + commit.events().size(),
        commit.info().author(),
        commit.info().message());
  }

  private int done(String what, String name) {
    terminal.out().println(what + " " + name);
    return ExitCode.OK;
  }
}
