package io.ewig.server.account;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.server.audit.AuditEntry;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import io.ewig.server.user.Accounts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig audit}: who did what through a server. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Show who did what through a server, one JSON object a line, oldest first. Works while the"
            + " server is running.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig audit --data garden",
      "  ewig audit --data garden --since 2026-03-01T00:00:00Z --deed login-failed"
    })
public final class AuditCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final AccountOption accounts = new AccountOption();

  @Option(names = "--since", paramLabel = "TIME", description = "Only what was noted since.")
  private @Nullable Instant since;

  @Option(names = "--deed", paramLabel = "NAME", description = "Only such, as login-failed.")
  private @Nullable String deed;

  public AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<Ewig> found = Accounts.opened(accounts.folder());
    if (found.isPresent()) {
      try (Ewig server = found.get();
          EventCursor events = server.iterate(Scan.all().in(World.of(AuditEntry.WORLD)))) {
        while (events.next()) {
          print(server, events.event());
        }
      }
    }
    return ExitCode.OK;
  }

  private void print(Ewig server, Event event) {
    boolean isWanted =
        (since == null || !event.systemTime().isBefore(since))
            && (deed == null || event.type().name().equals(deed));
    if (isWanted) {
      String said = new String(server.payload(event), StandardCharsets.UTF_8);
      terminal
          .out()
          .println(
              "{\"time\":\""
                  + event.systemTime()
                  + "\",\"deed\":\""
                  + event.type().name()
                  + "\","
                  + said.substring(1));
    }
  }
}
