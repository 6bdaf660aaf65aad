package io.ewig.server.sync;

import io.ewig.engine.Compaction;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.time.Clock;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import io.ewig.sync.peer.AcknowledgedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig compact}: a history that begins at its own checkpoint. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = {
      "Fold what all known replicas have into a signed checkpoint, and begin a database there.",
      "It has the state, and no earlier moments; the old database stays as it is, until you delete",
      "it. The new one is another replica; who lacks what was folded can't meet it, and is told so.",
      "ewig horizon shows how much that would be. Nothing may have the database open."
    },
    footerHeading = "%nExample:%n",
    footer = "  ewig compact --data garden --into young")
public final class CompactCommand implements Callable<Integer> {

  /** Whom the database meets, what it wants signed, and who lied: all but what waits. */
  private static final List<String> KEPT =
      List.of("peers.json", "signatures.json", "quarantine.json");

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--into",
      paramLabel = "NEW_DIR",
      required = true,
      description = "Where it is made; nothing may be there.")
  private Path into = Path.of("");

  /** For scripts that say it to every command. */
  @Option(names = "--json", description = "Print JSON, which is what is printed anyway.")
  void printJson(boolean given) {}

  public CompactCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Acknowledged acknowledged = HorizonCommand.file(data).read();
    Compaction.Report report =
        data.compact(into, acknowledged, (from, fresh) -> keep(from, fresh, acknowledged));
    terminal
        .out()
        .println(
            new JsonObject()
                .put("folded", report.events())
                .put("moment", report.horizon().moment().toString())
                .put("kept", report.kept())
                .put("bytesBefore", bytes(data.folder()))
                .put("bytesAfter", bytes(into)));
    return ExitCode.OK;
  }

  private static void keep(Path from, Path fresh, Acknowledged acknowledged) throws IOException {
    Path room = fresh.resolve(SyncResource.FOLDER);
    Files.createDirectories(room);
    for (String name : KEPT) {
      Path file = from.resolve(SyncResource.FOLDER).resolve(name);
      if (Files.exists(file)) {
        Files.copy(file, room.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    new AcknowledgedFile(room, Clock.system()).write(acknowledged);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
