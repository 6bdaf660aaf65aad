package io.ewig.server.sync;

import io.ewig.engine.Compaction;
import io.ewig.engine.Keys;
import io.ewig.engine.event.Origin;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig compact}: a history that begins at its own checkpoint. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = {
      "Fold what all known replicas have into a signed checkpoint, and go on from there.",
      "The state stays what it is; earlier moments can't be looked at any more. The database gets a",
      "new name as a replica; who lacks what was folded can't meet it, and is told so.",
      "ewig horizon shows how much that would be. Nothing may have the database open."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig compact --data garden --into young    garden stays as it is",
      "  ewig compact --data garden                 what came before is gone for good"
    })
public final class CompactCommand implements Callable<Integer> {

  /** Whom the database meets, what it wants signed, and who lied: all but what waits. */
  private static final List<String> KEPT =
      List.of("peers.json", "signatures.json", "quarantine.json");

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--into",
      paramLabel = "NEW_DIR",
      description = "Make it there, and leave the database as it is.")
  private @Nullable Path into;

  /** For scripts that say it to every command. */
  @Option(names = "--json", description = "Print JSON, which is what is printed anyway.")
  void printJson(boolean given) {}

  public CompactCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Acknowledged acknowledged = HorizonCommand.file(data).read();
    Optional<Origin> old = Keys.signer(data.folder());
    long before = bytes(data.folder());
    Path to = into;
    Compaction.Report report =
        to == null
            ? data.compact(acknowledged, (from, fresh) -> keep(from, fresh, acknowledged, old))
            : data.compactInto(to, acknowledged);
    long after = bytes(to == null ? data.folder() : to);
    terminal
        .out()
        .println(
            new JsonObject()
                .put("folded", report.events())
                .put("moment", report.horizon().moment().toString())
                .put("kept", report.kept())
                .put("bytesBefore", before)
                .put("bytesAfter", after));
    return ExitCode.OK;
  }

  /** Nobody waits for who was here before. */
  private static void keep(Path from, Path fresh, Acknowledged acknowledged, Optional<Origin> old)
      throws IOException {
    Path room = fresh.resolve(SyncResource.FOLDER);
    Files.createDirectories(room);
    for (String name : KEPT) {
      Path file = from.resolve(SyncResource.FOLDER).resolve(name);
      if (Files.exists(file)) {
        Files.copy(file, room.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Set<Origin> retired = new HashSet<>(acknowledged.retired());
    old.ifPresent(retired::add);
    new AcknowledgedFile(room, Clock.system())
        .write(new Acknowledged(acknowledged.versions(), retired));
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
