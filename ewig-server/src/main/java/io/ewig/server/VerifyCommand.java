package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig verify}: recomputes everything and says what does not hold. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Recompute every checksum, hash, chain and root of a database.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig verify --data garden            exit code 3 if anything is damaged",
      "  ewig verify --data garden --json"
    })
final class VerifyCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.openToRead()) {
      VerifyReport report = db.verify(Progress.SILENT);
      if (json) {
        terminal.out().println(json(report));
      } else {
        print(report);
      }
      return report.isSound() ? EwigCommand.OK : EwigCommand.DAMAGED;
    }
  }

  private static JsonObject json(VerifyReport report) {
    return new JsonObject()
        .put("sound", report.isSound())
        .put("events", report.events())
        .put("chain", report.chain().toString())
        .put("root", report.root().toString())
        .put("findings", report.findings().stream().map(VerifyCommand::json).toList());
  }

  private static JsonObject json(VerifyReport.Finding finding) {
    return new JsonObject()
        .put("file", finding.file())
        .put("offset", finding.offset())
        .put("what", finding.what());
  }

  private void print(VerifyReport report) {
    terminal.out().println((report.isSound() ? "sound: " : "DAMAGED: ") + data.folder());
    terminal.out().println("events  " + report.events());
    terminal.out().println("chain   " + report.chain());
    terminal.out().println("root    " + report.root());
    report.findings().forEach(finding -> terminal.out().println("found   " + finding));
  }
}
