package io.ewig.server.backup;

import io.ewig.engine.Backups;
import io.ewig.engine.backup.Restore;
import io.ewig.engine.backup.Restore.Until;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.log.Head;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.KeyOption;
import io.ewig.server.command.ProgressBar;
import io.ewig.server.command.Terminal;
import io.ewig.server.command.TimeText;
import io.ewig.server.user.Accounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig restore}: a database of a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Make a database of a backup, in a folder that is empty or not there yet; all of it, or as of"
          + " a moment.",
      "Users, audit and further databases of a server come with it: databases as of the same time"
          + " if one is given, users always as they were last.",
      "What was killed is taken up by the same command."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig restore --data copy backups/tuesday",
      "  ewig restore --data copy backups/tuesday --to 2026-03-01T12:00:00Z",
      "  ewig restore --data copy backups/tuesday --to 1700        up to the event with this seq",
      "  ewig restore --data copy backups/tuesday --new-origin     to write beside the original"
    })
public final class RestoreCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the new database.")
  private Path data = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** Said in one of two ways. */
  private static final class Source {
    @Parameters(paramLabel = "BACKUP", description = "Folder of the backup.")
    private @Nullable Path folder;

    @Option(names = "--from", paramLabel = "BACKUP", description = "The same.")
    private @Nullable Path option;

    private Path path() {
      return folder != null ? folder : Optional.ofNullable(option).orElseThrow();
    }
  }

  @Option(
      names = "--to",
      paramLabel = "TIME|SEQ",
      description =
          "Only commits that had been recorded by then, or all of whose events have at most this"
              + " seq; default: all.")
  private @Nullable String to;

  @Option(
      names = "--new-origin",
      description =
          "Let the copy write under a name of its own: it must if the original goes on writing and"
              + " the two are ever to exchange what they write.")
  private boolean isNewOrigin;

  @Option(
      names = "--alone",
      description = "Without users, audit and further databases of a server.")
  private boolean isAlone;

  @ArgGroup private @Nullable KeyOption key;

  @Option(names = "--json", description = "Print what came of it as one JSON object.")
  private boolean json;

  public RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Restore how = Restore.ALL.until(until(to));
    how = isNewOrigin ? how.withNewOrigin() : how;
    Path from = source.path();
    how = key == null ? how : how.withKey(key.providerOfBackup(from));
    List<Path> parts = isAlone ? List.of() : Parts.ofBackup(from);
    if (Parts.isOpenFor(data)) {
      for (Path part : parts) {
        restorePart(from, part, how);
      }
    }
    Head head = restore(from, data, how);
    if (json) {
      terminal
          .out()
          .println(
              new JsonObject()
                  .put("data", data.toString())
                  .put("events", head.size())
                  .put("chain", head.chain().toString())
                  .put("new_origin", isNewOrigin)
                  .raw("parts", names(parts)));
    } else {
      terminal.out().println("restored " + data + " with " + head.size() + " events");
      parts.forEach(part -> terminal.out().println("with    " + part));
      terminal.out().println("chain   " + head.chain());
    }
    return ExitCode.OK;
  }

  private static String names(List<Path> parts) {
    return parts.stream().map(part -> JsonObject.quote(part.toString())).toList().toString();
  }

  private void restorePart(Path from, Path part, Restore how) throws IOException {
    Path target = data.resolve(part);
    boolean isDone =
        DatabaseFile.isIn(target)
            && Parts.databaseIn(target).id().equals(databaseOf(from.resolve(part)));
    if (!isDone) {
      restore(from.resolve(part), target, partly(part, how));
    }
    if (Parts.isOfServer(part)) {
      Accounts.protect(target);
    }
  }

  private static Origin databaseOf(Path backup) {
    return Backups.read(backup).database().id();
  }

  /** A seq is one of the database itself; who may do what is never turned back. */
  private static Restore partly(Path part, Restore how) {
    if (Parts.isOfServer(part)) {
      return Restore.ALL;
    }
    return how.until() instanceof Until.Seq ? how.until(new Until.End()) : how;
  }

  private Head restore(Path from, Path target, Restore how) {
    try (ProgressBar bar = ProgressBar.on(terminal, "restore")) {
      return Backups.restore(from, target, how, bar);
    }
  }

  private static Until until(@Nullable String text) {
    if (text == null) {
      return new Until.End();
    }
    try {
      return text.matches("\\d{1,18}")
          ? new Until.Seq(Long.parseLong(text))
          : new Until.Time(TimeText.parse(text));
    } catch (DateTimeException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'"
              + text
              + "' is no time and no seq; write "
              + TimeText.EXAMPLE
              + ", or a number of an event",
          e);
    }
  }
}
