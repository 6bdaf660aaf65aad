package io.ewig.server;

import io.ewig.server.account.AuditCommand;
import io.ewig.server.account.TokenCommand;
import io.ewig.server.account.UserCommand;
import io.ewig.server.backup.BackupCommand;
import io.ewig.server.backup.RestoreCommand;
import io.ewig.server.branches.BranchCommand;
import io.ewig.server.branches.DiffCommand;
import io.ewig.server.branches.MergeCommand;
import io.ewig.server.command.ErrorLine;
import io.ewig.server.command.Terminal;
import io.ewig.server.command.TimeText;
import io.ewig.server.command.UnwrittenException;
import io.ewig.server.console.ShellCommand;
import io.ewig.server.demo.DemoCommand;
import io.ewig.server.history.AtCommand;
import io.ewig.server.history.HistoryCommand;
import io.ewig.server.history.LogCommand;
import io.ewig.server.history.RangeCommand;
import io.ewig.server.log.Log;
import io.ewig.server.shell.SqlCommand;
import io.ewig.server.sync.CompactCommand;
import io.ewig.server.sync.HorizonCommand;
import io.ewig.server.sync.PeerCommand;
import io.ewig.server.sync.RepairCommand;
import io.ewig.server.sync.SyncCommand;
import io.ewig.server.upkeep.CollectCommand;
import io.ewig.server.upkeep.EraseCommand;
import io.ewig.server.upkeep.ExportCommand;
import io.ewig.server.upkeep.ImportCommand;
import io.ewig.server.upkeep.KeysCommand;
import io.ewig.server.upkeep.RebuildCommand;
import io.ewig.server.upkeep.StatsCommand;
import io.ewig.server.upkeep.VerifyCommand;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The {@code ewig} command: what stands before and around its subcommands. */
@Command(
    name = "ewig",
    mixinStandardHelpOptions = true,
    version = "ewig 0.1.0-SNAPSHOT",
    description =
        "A database for the JVM that never forgets: an append-only, hash-chained event log.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:an error; stderr has one line with its SQLSTATE",
      "2:the command line is wrong",
      "3:the database is damaged; what was found is listed",
      "141:whoever read the output closed it before all was said, as in | head"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig demo                                 a tour of a minute at most",
      "  ewig shell garden                         type SQL about the database in folder garden",
      "  ewig sql garden -e \"select 1\"            run SQL",
      "  ewig server --data garden                 jdbc:ewig://127.0.0.1 for other programs",
      "  ewig user add --data garden anna          from now on, all have to log in",
      "  ewig token create --data garden --user anna",
      "  ewig audit --data garden                  who logged in, who was refused what",
      "  ewig log --data garden --limit 5          the five newest events",
      "  ewig at --data garden --world a://garden --time 2026-03-01T12:00:00Z",
      "  ewig range --data garden --world a://garden",
      "  ewig branch create --data garden dev      start a branch; list, log, tag, drop ...",
      "  ewig diff --data garden main dev          what differs between two states",
      "  ewig merge --data garden dev              bring onto main what was done on dev",
      "  ewig sync --data garden --with http://127.0.0.1:8765",
      "  ewig peer add --data garden office http://10.0.0.7:8765",
      "  ewig compact --data garden --into young   fold what all replicas have into a checkpoint",
      "  ewig verify --data garden                 recompute every checksum, hash and chain",
      "  ewig rebuild --data garden                make indexes and checkpoints anew",
      "  ewig collect --data garden                give back the room of what nothing needs",
      "  ewig erase --data garden --seq 17         destroy what an event carries, for good",
      "  ewig export --data garden --out all.ndjson",
      "  ewig import --data copy all.ndjson        the same events, hashes and root",
      "  ewig backup --data garden backups/monday  a copy that stays good, beside the writer",
      "  ewig restore --data copy backups/monday   a database of it, as of any moment",
      "  ewig history --data garden plants rose    all that was ever said about a row",
      "  ewig stats --data garden                  how much there is, and how fast it grows",
      "  ewig keys init garden.key                 a key to encrypt a database under",
      "  ewig bench --quick                        from a checkout: how fast it is, and others",
    })
public final class EwigCommand {

  private EwigCommand() {}

  /** All commands, which read from and write to a terminal. */
  static CommandLine commands(Terminal terminal) {
    CommandLine ewig =
        new CommandLine(new EwigCommand())
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new ShellCommand(terminal))
            .addSubcommand(new SqlCommand(terminal))
            .addSubcommand(new ServerCommand(terminal))
            .addSubcommand(new UserCommand(terminal))
            .addSubcommand(new TokenCommand(terminal, Clock.systemUTC()))
            .addSubcommand(new AuditCommand(terminal))
            .addSubcommand(new LogCommand(terminal))
            .addSubcommand(new AtCommand(terminal))
            .addSubcommand(new RangeCommand(terminal))
            .addSubcommand(new HistoryCommand(terminal))
            .addSubcommand(new BranchCommand(terminal))
            .addSubcommand(new DiffCommand(terminal))
            .addSubcommand(new MergeCommand(terminal))
            .addSubcommand(new SyncCommand(terminal))
            .addSubcommand(new PeerCommand(terminal))
            .addSubcommand(new HorizonCommand(terminal))
            .addSubcommand(new CompactCommand(terminal))
            .addSubcommand(new VerifyCommand(terminal))
            .addSubcommand(new RepairCommand(terminal))
            .addSubcommand(new RebuildCommand(terminal))
            .addSubcommand(new CollectCommand(terminal))
            .addSubcommand(new EraseCommand(terminal))
            .addSubcommand(new ExportCommand(terminal))
            .addSubcommand(new ImportCommand(terminal))
            .addSubcommand(new BackupCommand(terminal))
            .addSubcommand(new RestoreCommand(terminal))
            .addSubcommand(new StatsCommand(terminal))
            .addSubcommand(new KeysCommand(terminal))
            .addSubcommand(new CompletionCommand(terminal));
    Examples.handDown(ewig);
    return ewig.setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Instant.class, EwigCommand::instant)
        .registerConverter(Path.class, EwigCommand::path)
        .setParameterExceptionHandler(new WrongUse())
        .setExecutionStrategy(EwigCommand::runLast)
        .setExecutionExceptionHandler(new ErrorLine());
  }

  /** Help that nobody reads to its end is a matter for the same handler. */
  private static int runLast(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (UnwrittenException e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), "could not help", e);
    }
  }

  /** Nothing is the working folder to Java, and a slip of the pen to all others. */
  private static Path path(String text) {
    try {
      if (!text.isEmpty()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' names no file or folder");
    }
    throw new TypeConversionException("a file or folder has a name; . is where you are");
  }

  private static Instant instant(String text) {
    try {
      return TimeText.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time; write it as " + TimeText.EXAMPLE);
    }
  }

  /** Runs a command in this process; gives its exit code. */
  static int run(Terminal terminal, String... args) {
    int code = commands(terminal).execute(args);
    try {
      terminal.out().flush();
    } catch (UnwrittenException e) {
      code = ErrorLine.exitCode(e, terminal.err());
    }
    terminal.err().flush();
    return code;
  }

  public static void main(String[] args) {
    Log.start();
    System.exit(run(Terminal.ofProcess(), args));
  }
}
