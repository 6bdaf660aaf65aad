package io.ewig.server.account;

import io.ewig.calcite.access.Trail.Noted;
import io.ewig.engine.Ewig;
import io.ewig.server.audit.AuditTrail;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import io.ewig.server.user.Accounts;
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

  @Option(names = "--json", description = "What it prints is JSON in any case.")
  @SuppressWarnings("UnusedVariable") // it changes nothing
  private boolean json;

  public AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Optional<Ewig> found = Accounts.opened(accounts.folder());
    if (found.isPresent()) {
      try (Ewig server = found.get();
          AuditTrail trail = new AuditTrail(server)) {
        for (Noted noted = trail.next(); noted != null; noted = trail.next()) {
          print(noted);
        }
      }
    }
    return ExitCode.OK;
  }

  private void print(Noted noted) {
    boolean isWanted =
        (since == null || !noted.time().isBefore(since))
            && (deed == null || noted.deed().equals(deed));
    if (isWanted) {
      JsonObject line =
          new JsonObject()
              .put("time", noted.time().toString())
              .put("deed", noted.deed())
              .put("from", noted.address());
      if (noted.request() != null) {
        line.put("request", noted.request());
      }
      terminal.out().println(line.put("what", noted.what()).put("who", noted.who()));
    }
  }
}
