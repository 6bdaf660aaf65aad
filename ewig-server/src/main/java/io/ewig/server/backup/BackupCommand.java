package io.ewig.server.backup;

import io.ewig.engine.Backups;
import io.ewig.engine.Ewig;
import io.ewig.engine.backup.Backup;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.KeyOption;
import io.ewig.server.command.ProgressBar;
import io.ewig.server.command.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ewig backup}: a copy that stays good, made beside the writer. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Copy a database into an empty folder, beside whoever writes to it: all commits that are"
          + " durable now, each file under its SHA-256.",
      "What was killed is taken up by the same command. Without --data, look at a backup."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig backup --data garden backups/monday",
      "  ewig backup --data garden backups/tuesday --base backups/monday    only what is new",
      "  ewig backup --verify backups/tuesday          read all of it; exit code 3 if it is damaged"
    })
public final class BackupCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--data", paramLabel = "DIR", description = "Folder of the database.")
  private @Nullable Path data;

  @ArgGroup private @Nullable KeyOption key;

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  /** Said in one of two ways. */
  private static final class Target {
    @Parameters(paramLabel = "BACKUP", description = "Folder of the backup.")
    private @Nullable Path folder;

    @Option(
        names = {"--to", "--out"},
        paramLabel = "BACKUP",
        description = "The same.")
    private @Nullable Path option;

    private Path path() {
      return folder != null ? folder : Optional.ofNullable(option).orElseThrow();
    }
  }

  @Option(
      names = "--base",
      paramLabel = "BACKUP",
      description = "An earlier backup of the same: what lies there is not copied again.")
  private @Nullable Path base;

  @Option(
      names = "--verify",
      description = "Read the finished backup again, and hold every file against its SHA-256.")
  private boolean verify;

  @Option(names = "--json", description = "Print what there is as one JSON object.")
  private boolean json;

  public BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path folder = target.path();
    Backup backup = data == null ? look(folder) : make(data, folder);
    List<Finding> findings = verify ? verified(folder) : List.of();
    if (json) {
      JsonObject said = BackupText.json(folder, backup);
      if (verify) {
        said.put("sound", findings.isEmpty()).put("findings", BackupText.json(findings));
      }
      terminal.out().println(said);
    } else {
      BackupText.lines(folder, backup).forEach(terminal.out()::println);
      findings.forEach(found -> terminal.out().println("found   " + found));
      if (verify) {
        terminal.out().println(findings.isEmpty() ? "sound" : "DAMAGED");
      }
    }
    return findings.isEmpty() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private Backup look(Path folder) {
    if (base != null && spec != null) {
      throw new ParameterException(spec.commandLine(), "--base takes --data, the database itself");
    }
    return Backups.read(folder);
  }

  private Backup make(Path from, Path folder) {
    try (Ewig db = Ewig.open(from, KeyOption.config(key).withReadOnly(true));
        ProgressBar bar = ProgressBar.on(terminal, "backup")) {
      return db.backup(folder, Optional.ofNullable(base), bar);
    }
  }

  private List<Finding> verified(Path folder) {
    try (ProgressBar bar = ProgressBar.on(terminal, "verify")) {
      return Backups.verify(folder, bar);
    }
  }
}
