package io.ewig.server.branches;

import io.ewig.engine.Ewig;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.World;
import io.ewig.engine.graph.BranchVisualizer;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
      "  ewig branch log --data garden south --limit 5",
      "  ewig branch graph --data garden --svg > garden.svg"
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
  int list(
      @Mixin DataOption data,
      @Option(names = "--json", description = "An object a line.") boolean json) {
    try (Ewig db = data.openToRead()) {
      for (BranchInfo branch : db.branches().list()) {
        terminal.say(json, () -> json(branch), () -> "branch  " + branch.name() + since(branch));
      }
      for (Tag tag : db.branches().tags()) {
        terminal.say(
            json,
            () -> json(tag),
            () -> "tag     " + tag.name() + "  " + tag.commit() + "  " + tag.message());
      }
      return DamageNotice.print(db, terminal);
    }
  }

  private static JsonObject json(BranchInfo branch) {
    World only = branch.line().only();
    JsonObject json = new JsonObject().put("kind", "branch").put("name", branch.name());
    json = branch.seq() < 0 ? json : json.put("created", branch.created().toString());
    return only == null ? json : json.put("world", only.uri());
  }

  private static JsonObject json(Tag tag) {
    return new JsonObject()
        .put("kind", "tag")
        .put("name", tag.name())
        .put("commit", tag.commit().toString())
        .put("message", tag.message());
  }

  private static JsonObject json(Commit commit) {
    return new JsonObject()
        .put("commit", commit.id().toString())
        .put("system_time", commit.first().systemTime().toString())
        .put("branch", commit.info().branch().name())
        .put("events", commit.events().size())
        .put("author", commit.info().author())
        .put("message", commit.info().message());
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
          @Nullable String only,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    try (Ewig db = data.openToChange()) {
      Revision start = Revision.of(db, from);
      World world = only == null ? null : World.of(only);
      return done(
          json, "created", db.branches().create(name, start.branch(), start.when(), world).name());
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Give a branch another name.")
  int rename(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "TO") String to,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    try (Ewig db = data.openToChange()) {
      db.branches().rename(name, to);
      return done(json, "renamed to", to);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Take a branch's or a tag's name away.")
  int drop(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--tag", description = "The name is a tag's.") boolean isTag,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    try (Ewig db = data.openToChange()) {
      if (isTag) {
        db.branches().dropTag(name);
      } else {
        db.branches().drop(name);
      }
      return done(json, "dropped", name);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Bring back a branch that was dropped.")
  int restore(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    try (Ewig db = data.openToChange()) {
      return done(json, "restored", db.branches().restore(name).name());
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Move a branch to where a branch was.")
  int reset(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--to", paramLabel = Revision.LABEL, required = true) String to,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    try (Ewig db = data.openToChange()) {
      Revision there = Revision.of(db, to);
      return done(json, "reset", db.branches().reset(name, there.branch(), there.when()).name());
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Name the last commit of a branch.")
  int tag(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--of", paramLabel = Revision.LABEL, defaultValue = "main") String of,
      @Option(names = "--message", paramLabel = "TEXT", defaultValue = "") String message,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    try (Ewig db = data.openToChange()) {
      Revision at = Revision.of(db, of);
      return done(json, "tagged", db.branches().tag(name, at.branch(), at.when(), message).name());
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Show a branch's commits, newest first.")
  int log(
      @Mixin DataOption data,
      @Parameters(paramLabel = Revision.LABEL, defaultValue = "main") String name,
      @Option(names = "--limit", paramLabel = "N", defaultValue = LIMIT) int limit,
      @Option(names = "--json", description = "An object a line.") boolean json) {
    try (Ewig db = data.openToRead()) {
      Revision at = Revision.of(db, name);
      for (Commit commit : db.branches().log(at.branch(), at.when(), limit)) {
        terminal.say(json, () -> json(commit), () -> text(commit));
      }
      return DamageNotice.print(db, terminal);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Draw how branches come from each other and meet again.")
  int graph(
      @Mixin DataOption data,
      @Option(names = "--limit", paramLabel = "N", defaultValue = LIMIT) int limit,
      @ArgGroup @Nullable Drawing drawing) {
    try (Ewig db = data.openToRead()) {
      BranchVisualizer picture = Picture.of(db, limit);
      String drawn = drawing == null ? picture.ascii(limit) : drawing.of(picture, limit);
      terminal.out().print(drawn);
      return DamageNotice.print(db, terminal);
    }
  }

  /** How it is drawn, if not in letters: in one of these ways. */
  static final class Drawing {
    @Option(names = "--dot", description = "For Graphviz.")
    private boolean isDot;

    @Option(names = "--svg", description = "As a picture for a page.")
    private boolean isSvg;

    @Option(names = "--json", description = "As a JSON object.")
    @SuppressWarnings("UnusedVariable") // what is neither of the two is this
    private boolean isJson;

    private String of(BranchVisualizer picture, int limit) {
      if (isDot) {
        return picture.dot(limit);
      }
      return isSvg ? picture.svg(limit) : picture.json(limit) + "\n";
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

  private int done(boolean json, String what, String name) {
    terminal.done(json, what, name);
    return ExitCode.OK;
  }
}
