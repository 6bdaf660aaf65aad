package io.ewig.server.sync;

import io.ewig.engine.event.Origin;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.repair.RepairReport;
import io.ewig.engine.repair.Spares;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.ProgressBar;
import io.ewig.server.command.Terminal;
import io.ewig.sync.repair.PeerSpares;
import io.ewig.sync.session.Channel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig repair}: gets from another replica what is damaged here. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Get what is damaged in a database from a running server that has the same history.",
      "What verifies is not touched, and what comes has to verify. The folder must not be open.",
      "Exit code 0: the database is whole; 3: something is left, and is named."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig repair --data laptop --with http://127.0.0.1:8765",
      "  ewig repair --data laptop --with https://hq.example:8765/garden --token-file hq.token --json"
    })
public final class RepairCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Mixin private final ServerOption server = new ServerOption();

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  public RepairCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    RepairReport report;
    try (Channel channel = server.channel();
        ProgressBar bar = ProgressBar.on(terminal, "repair")) {
      Function<Origin, Spares> spares = self -> new PeerSpares(self, channel);
      report = data.repair(spares, bar);
    }
    if (json) {
      terminal.out().println(json(report));
    } else {
      print(report);
    }
    return report.isSound() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private static JsonObject json(RepairReport report) {
    return new JsonObject()
        .put("sound", report.isSound())
        .put("commits", report.commits())
        .put("objects", report.objects())
        .put("found", json(report.found()))
        .put("left", json(report.left()))
        .put("findings", json(report.after().findings()));
  }

  private static List<JsonObject> json(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                new JsonObject()
                    .put("file", finding.file())
                    .put("offset", finding.offset())
                    .put("what", finding.what()))
        .toList();
  }

  private void print(RepairReport report) {
    terminal.out().println((report.isSound() ? "sound: " : "DAMAGED: ") + data.folder());
    report.found().forEach(finding -> terminal.out().println("found    " + finding));
    terminal.out().println("commits  " + report.commits() + " put back");
    terminal.out().println("objects  " + report.objects() + " put back");
    report.left().forEach(finding -> terminal.out().println("left     " + finding));
    report.after().findings().forEach(finding -> terminal.out().println("still    " + finding));
  }
}
