package io.ewig.server.backup;

import io.ewig.engine.Backups;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.backup.Backup;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.KeyOption;
import io.ewig.server.command.ProgressBar;
import io.ewig.server.command.Terminal;
import io.ewig.server.user.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
          + " durable now, each file under its SHA-256. With it go the users and the audit of its"
          + " server, and the server's further databases.",
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

  @Option(
      names = "--alone",
      description = "Without users, audit and further databases of a server.")
  private boolean isAlone;

  @Option(names = "--json", description = "Print what there is as one JSON object.")
  private boolean json;

  public BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = target.path();
    Backup backup = data == null ? look(folder) : make(data, folder);
    Map<String, Backup> parts = parts(folder);
    List<Finding> findings = verify ? verified(folder, parts.keySet()) : List.of();
    if (json) {
      JsonObject said = BackupText.json(folder, backup).put("parts", BackupText.json(parts));
      if (verify) {
        said.put("sound", findings.isEmpty()).put("findings", BackupText.json(findings));
      }
      terminal.out().println(said);
    } else {
      BackupText.lines(folder, backup).forEach(terminal.out()::println);
      BackupText.lines(parts).forEach(terminal.out()::println);
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

  private Backup make(Path from, Path folder) throws IOException {
    Config reading = KeyOption.config(key, from).withReadOnly(true);
    if (!isAlone && Parts.isOpenFor(folder)) {
      for (Path part : Parts.ofDatabase(from)) {
        Config how = Parts.isOfServer(part) ? Config.defaults().withReadOnly(true) : reading;
        Path to = folder.resolve(part);
        if (!isDone(to, from.resolve(part))) {
          Files.createDirectories(to);
          if (Parts.isOfServer(part)) {
            Accounts.protect(to);
          }
          make(from.resolve(part), to, baseOf(part), how);
        }
      }
    }
    return make(from, folder, Optional.ofNullable(base), reading);
  }

  private static boolean isDone(Path to, Path from) throws IOException {
    return Files.exists(to.resolve(Backup.NAME))
        && Backups.read(to).database().id().equals(Parts.databaseIn(from).id());
  }

  private Optional<Path> baseOf(Path part) {
    return Optional.ofNullable(base)
        .map(whole -> whole.resolve(part))
        .filter(there -> Files.exists(there.resolve(Backup.NAME)));
  }

  private Backup make(Path from, Path to, Optional<Path> earlier, Config how) {
    try (Ewig db = Ewig.open(from, how);
        ProgressBar bar = ProgressBar.on(terminal, "backup")) {
      return db.backup(to, earlier, bar);
    }
  }

  private static Map<String, Backup> parts(Path folder) throws IOException {
    Map<String, Backup> parts = new LinkedHashMap<>();
    for (Path part : Parts.ofBackup(folder)) {
      parts.put(part.toString(), Backups.read(folder.resolve(part)));
    }
    return parts;
  }

  private List<Finding> verified(Path folder, Set<String> parts) {
    try (ProgressBar bar = ProgressBar.on(terminal, "verify")) {
      List<Finding> findings = new ArrayList<>(Backups.verify(folder, bar));
      parts.forEach(part -> findings.addAll(Backups.verify(folder.resolve(part), bar)));
      return findings;
    }
  }
}
