package io.ewig.server.branches;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.merge.paused.PausedMerge;
import io.ewig.engine.session.MergeResult;
import io.ewig.engine.session.Words;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig merge}: brings onto a branch what was done elsewhere. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = "Merge a branch into another; or go on with a merge that has conflicts.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig merge --data garden dev                   into main",
      "  ewig merge --data garden main --into dev --how theirs",
      "  ewig merge --data garden --waiting             merges with conflicts, by their ids",
      "  ewig merge --data garden --settle ID --take ours",
      "  ewig merge --data garden --abort ID"
    })
public final class MergeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @ArgGroup(multiplicity = "1")
  private Task task = new Task();

  /** What is to be done: one of these. */
  static final class Task {
    @Parameters(paramLabel = Revision.LABEL, description = "Merge this.")
    private @Nullable String source;

    @Option(names = "--waiting", description = "List the merges that wait, with their conflicts.")
    private boolean isWaiting;

    @Option(
        names = "--settle",
        paramLabel = "ID",
        description = "Settle all conflicts of a merge that waits, by --take, and finish it.")
    private @Nullable String settle;

    @Option(names = "--abort", paramLabel = "ID", description = "Give a merge up that waits.")
    private @Nullable String abort;
  }

  @Option(
      names = "--into",
      paramLabel = "BRANCH",
      defaultValue = "main",
      description = "The branch that is to change; default: ${DEFAULT-VALUE}.")
  private String into = "main";

  @Option(
      names = "--how",
      paramLabel = "STRATEGY",
      defaultValue = "AUTOMATIC",
      description = "One of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private MergeStrategy how = MergeStrategy.AUTOMATIC;

  @Option(
      names = "--take",
      paramLabel = "SIDE",
      defaultValue = "OURS",
      description = "For --settle: OURS, THEIRS or BASE; default: ${DEFAULT-VALUE}.")
  private Resolution.Take take = Resolution.Take.OURS;

  @Option(names = "--author", paramLabel = "NAME", description = "Who merges.")
  private String author = "";

  @Option(names = "--message", paramLabel = "TEXT", description = "What the commit says.")
  private String message = "";

  @Option(names = "--json", description = "Print what came of it as JSON, an object a line.")
  private boolean json;

  public MergeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (task.isWaiting) {
      return list();
    }
    try (Ewig db = data.openToChange()) {
      if (task.abort != null) {
        db.merges().abort(task.abort);
        say(new JsonObject().put("aborted", task.abort), "merge " + task.abort + " is given up");
      } else if (task.settle != null) {
        db.merges().settleAll(task.settle, take);
        print(db.merges().complete(task.settle));
      } else {
        Revision source = Revision.of(db, Objects.requireNonNull(task.source, "one is given"));
        Words words = new Words().author(author).message(message);
        print(db.merges().merge(source.view(db), into, how, words));
      }
      return ExitCode.OK;
    }
  }

  private int list() {
    try (Ewig db = data.openToRead()) {
      for (PausedMerge waiting : db.merges().waiting()) {
        boolean isThere = isThere(db, waiting.merge().into());
        List<MergeConflict> conflicts =
            isThere ? db.merges().conflicts(waiting.id()) : List.of(); // who knows, without it
        say(
            new JsonObject()
                .put("id", waiting.id())
                .put("since", waiting.since().toString())
                .put("into", waiting.merge().into())
                .put("dropped", !isThere)
                .put("conflicts", DifferenceJson.of(conflicts)),
            waiting.id()
                + "  "
                + waiting.since()
                + "  "
                + text(waiting)
                + (isThere ? "" : ", which is dropped"));
        print(conflicts);
      }
      return DamageNotice.print(db, terminal);
    }
  }

  private static boolean isThere(Ewig db, String branch) {
    return db.branches().list().stream().anyMatch(each -> each.name().equals(branch));
  }

  private static String text(PausedMerge waiting) {
    return waiting.merge().at().line() + " into " + waiting.merge().into();
  }

  private void say(JsonObject forPrograms, String forPeople) {
    terminal.say(json, () -> forPrograms, () -> forPeople);
  }

  private void print(List<MergeConflict> conflicts) {
    if (!json) {
      conflicts.forEach(conflict -> terminal.out().println("  " + DifferenceText.of(conflict)));
    }
  }

  private void print(MergeResult result) {
    if (result instanceof MergeResult.Paused paused) {
      if (json) {
        terminal
            .out()
            .println(
                new JsonObject()
                    .put("result", "paused")
                    .put("id", paused.merge().id())
                    .put("conflicts", DifferenceJson.of(paused.conflicts())));
      }
      print(paused.conflicts());
      throw new ConflictException(
          ErrorCode.MERGE_CONFLICT,
          "merge "
              + paused.merge().id()
              + " waits with "
              + paused.conflicts().size()
              + " conflicts; finish it with --settle, or give it up with --abort");
    } else if (result instanceof MergeResult.Merged merged) {
      String id = merged.commit().id().toString();
      say(new JsonObject().put("result", "merged").put("commit", id), "merged by commit " + id);
    } else if (result instanceof MergeResult.FastForwarded moved) {
      String name = moved.branch().name();
      say(
          new JsonObject().put("result", "moved").put("branch", name),
          "branch " + name + " moved forward");
    } else {
      say(new JsonObject().put("result", "nothing"), "nothing was to be done");
    }
  }
}
