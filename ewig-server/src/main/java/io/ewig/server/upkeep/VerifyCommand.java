package io.ewig.server.upkeep;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.part.Part;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.session.StateReport;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.ProgressBar;
import io.ewig.server.command.Terminal;
import io.ewig.server.sync.SyncResource;
import io.ewig.sync.peer.PolicyFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ewig verify}: recomputes everything and says what does not hold. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Recompute every checksum, hash, signature, chain and root of a database.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig verify --data garden            exit code 3 if anything is damaged",
      "  ewig verify --data garden --state    also whether state is what the log says",
      "  ewig verify --data garden --json"
    })
public final class VerifyCommand implements Callable<Integer> {

  private static final StateReport NO_STATE = new StateReport(0, new TreeMap<>(), List.of());

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  @Option(
      names = "--state",
      description =
          "Read the log again from its start, hold indexes and checkpoints against it, and print"
              + " the root of each branch.")
  private boolean state;

  public VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Ewig db = data.openToRead()) {
      VerifyReport report;
      StateReport states;
      try (ProgressBar bar = ProgressBar.on(terminal, "verify")) {
        report = db.verify(bar, signatures());
        states = state && report.isSound() ? db.state().verify(bar) : NO_STATE;
      }
      boolean isSound = report.isSound() && states.isSound();
      if (json) {
        terminal.out().println(json(report, states, isSound, kept(db)));
      } else {
        print(report, states, isSound, kept(db));
      }
      return isSound ? ExitCode.OK : ExitCode.DAMAGED;
    }
  }

  /**
   * What of the history is kept.
   *
   * @param withheld of how many events the payload is none of it
   */
  private record Kept(Part part, long withheld) {}

  private static Kept kept(Ewig db) {
    Part part = db.replica().part();
    long withheld = 0;
    if (!part.isEverything()) {
      Scan scan = Scan.all().where(event -> event.payload() instanceof Payload.Withheld);
      try (EventCursor events = db.iterate(scan)) {
        while (events.next()) {
          withheld++;
        }
      }
    }
    return new Kept(part, withheld);
  }

  /**
   * Who takes commits without signatures has no damage because of them. Where all have to sign, it
   * counts for what comes in only: what was there before need not be signed.
   */
  private SignaturePolicy signatures() {
    SignaturePolicy said = new PolicyFile(data.folder().resolve(SyncResource.FOLDER)).read();
    return said.rule() == SignaturePolicy.Rule.NONE ? said : SignaturePolicy.DEFAULT;
  }

  private static List<Finding> findings(VerifyReport report, StateReport states) {
    return Stream.concat(report.findings().stream(), states.findings().stream()).toList();
  }

  private static JsonObject json(
      VerifyReport report, StateReport states, boolean isSound, Kept kept) {
    JsonObject json =
        new JsonObject()
            .put("sound", isSound)
            .put("events", report.events())
            .put("chain", report.chain().toString())
            .put("root", report.root().toString());
    if (!kept.part.isEverything()) {
      json.put("filter", kept.part.whole().toString()).put("withheld", kept.withheld);
    }
    if (!states.roots().isEmpty()) {
      List<JsonObject> branches = new ArrayList<>();
      states.roots().forEach((branch, root) -> branches.add(json(branch, root)));
      json.put("branches", branches);
    }
    return json.put(
        "findings", findings(report, states).stream().map(VerifyCommand::json).toList());
  }

  /** The root of a branch's state. */
  static JsonObject json(String branch, Hash root) {
    return new JsonObject().put("branch", branch).put("state", root.toString());
  }

  private static JsonObject json(Finding finding) {
    return new JsonObject()
        .put("file", finding.file())
        .put("offset", finding.offset())
        .put("what", finding.what());
  }

  private void print(VerifyReport report, StateReport states, boolean isSound, Kept kept) {
    terminal.out().println((isSound ? "sound: " : "DAMAGED: ") + data.folder());
    terminal.out().println("events  " + report.events());
    terminal.out().println("chain   " + report.chain());
    terminal.out().println("root    " + report.root());
    if (!kept.part.isEverything()) {
      terminal.out().println("keeps   " + kept.part.whole());
      terminal.out().println("lacks   " + kept.withheld + " payloads, which others have");
    }
    states
        .roots()
        .forEach((branch, root) -> terminal.out().println("state   " + root + "  " + branch));
    findings(report, states).forEach(finding -> terminal.out().println("found   " + finding));
  }
}
