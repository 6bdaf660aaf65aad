package io.ewig.server.sync;

import io.ewig.engine.Ewig;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.part.Filter;
import io.ewig.engine.time.Clock;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.FilterOption;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.SigningOption;
import io.ewig.server.command.Terminal;
import io.ewig.sync.audit.Audit;
import io.ewig.sync.audit.AuditReport;
import io.ewig.sync.peer.AcknowledgedFile;
import io.ewig.sync.peer.Pace;
import io.ewig.sync.peer.PolicyFile;
import io.ewig.sync.peer.QuarantineFile;
import io.ewig.sync.session.Channel;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Inquiry;
import io.ewig.sync.session.Local;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.Quarantine;
import io.ewig.sync.waiting.WaitingRoom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ewig sync}: brings a database and one that is served elsewhere together. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    description = {
      "Exchange with a running server what either lacks, and print what came of it as JSON.",
      "A folder without a database becomes an empty replica, and is filled: with all, or with",
      "what --only-world, --only-table and --only-branch say; more can be asked for later.",
      "With --audit nothing is exchanged: what differs is named.",
      "Exit code 0: both have the same events and the same root."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig sync --data laptop --with http://127.0.0.1:8765",
      "  ewig sync --data laptop --sign --with http://127.0.0.1:8765    what laptop writes is signed",
      "  ewig sync --data kiosk --from-checkpoint --with http://127.0.0.1:8765    no history before",
      "  ewig sync --data kiosk --from-checkpoint --signed-by 7369676e0123456789abcdef01234567 \\",
      "            --with http://127.0.0.1:8765                  only if this origin has signed it",
      "  ewig sync --data phone --only-table app.plants --with http://127.0.0.1:8765",
      "  ewig sync --data laptop --with ewig://office:8765/garden --direction pull",
      "  ewig sync --data laptop --with http://127.0.0.1:8765 --watch --interval 5s",
      "  ewig sync --data laptop --with http://127.0.0.1:8765 --audit"
    })
public final class SyncCommand implements Callable<Integer> {

  /** Who asks before there is a database: it keeps no origin, and none is made up for it. */
  private static final Origin STRANGER = new Origin(0, 0);

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final DataOption data = new DataOption();

  @Mixin private final SigningOption signing = new SigningOption();

  @Mixin private final FilterOption part = new FilterOption();

  @Mixin private final ServerOption server = new ServerOption();

  @Option(
      names = "--direction",
      paramLabel = "WAY",
      defaultValue = "both",
      description = "both, push or pull. Default: ${DEFAULT-VALUE}.")
  private Direction direction = Direction.BOTH;

  @Option(
      names = "--from-checkpoint",
      description = {
        "Begin a new folder at a signed checkpoint of the server's instead of at nothing: it has the"
            + " state and none of the history before, and needs not be given that."
      })
  private boolean fromCheckpoint;

  @Option(
      names = "--signed-by",
      paramLabel = "WHO",
      description = {
        "With --from-checkpoint: begin only at one that this signer made. WHO is the origin that"
            + " ewig keys show says, or an Ed25519 public key of 64 hexadecimal digits. As often as"
            + " wanted."
      })
  private List<String> signers = new ArrayList<>();

  @Option(names = "--watch", description = "Go on until stopped; a line when something changed.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "Between two rounds of --watch: 500ms, 2s, 1m. Default: ${DEFAULT-VALUE}.")
  private String interval = "2s";

  @Option(
      names = "--audit",
      description = "Change nothing: name what the two do not have alike, as JSON.")
  private boolean audit;

  public SyncCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** For scripts that say it to every command. */
  @Option(names = "--json", description = "Print JSON, which is what is printed anyway.")
  void printJson(boolean given) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Channel channel = server.channel()) {
      return audit ? audit(channel) : sync(channel, Pace.parse(interval));
    }
  }

  private int sync(Channel channel, Duration pause) throws IOException, InterruptedException {
    Set<Origin> trusted = trusted();
    if (fromCheckpoint) {
      data.beginAt(server.overHttp().checkpoint(), trusted, signing, part).close();
    } else if (!watch && !DatabaseFile.isIn(data.folder())) {
      new Inquiry(STRANGER, Filter.EVERYTHING, channel)
          .greet(); // or the folder would be for nothing
    }
    try (Ewig db = data.openToWrite(signing, part)) {
      Path folder = data.folder().resolve(SyncResource.FOLDER);
      AcknowledgedFile acknowledged = new AcknowledgedFile(folder, Clock.system());
      WaitingRoom waiting = WaitingRoom.inMemory(db, new PolicyFile(folder)::read);
      Local here = new EngineLocal(db, waiting, acknowledged);
      Quarantine quarantine = new QuarantineFile(folder, Clock.system());
      if (watch) {
        return watch(here, quarantine, channel, new Pace(pause));
      }
      int code = once(here, quarantine, channel);
      acknowledged.flush();
      return code;
    }
  }

  private Set<Origin> trusted() {
    if (!signers.isEmpty() && !fromCheckpoint) {
      throw new ParameterException(
          spec.commandLine(), "--signed-by is about a checkpoint: give --from-checkpoint as well");
    }
    Set<Origin> trusted = new TreeSet<>();
    for (String signer : signers) {
      boolean isKey = signer.length() == 2 * SigningKey.PUBLIC_KEY_BYTES;
      trusted.add(isKey ? SigningOrigin.of(Hash.parse(signer).toBytes()) : Origin.parse(signer));
    }
    return trusted;
  }

  private int audit(Channel channel) throws IOException {
    if (watch || direction != Direction.BOTH) {
      throw new ParameterException(
          spec.commandLine(), "--audit exchanges nothing: leave out --watch and --direction");
    }
    try (Ewig db = data.openToChange()) { // roots are found and kept; no event is written
      AuditReport report = new Audit(new EngineLocal(db), channel).run();
      terminal.out().println(AuditJson.of(report));
      return report.equal() ? ExitCode.OK : ExitCode.ERROR;
    }
  }

  private int once(Local here, Quarantine quarantine, Channel channel) throws IOException {
    long began = System.nanoTime();
    Meeting meeting = new Meeting(here, quarantine, direction, channel);
    Meeting.Outcome outcome = meeting.run();
    terminal.out().println(line(outcome, System.nanoTime() - began));
    meeting.close();
    return outcome.equal() ? ExitCode.OK : ExitCode.ERROR;
  }

  /** Ends with the process. */
  private int watch(Local here, Quarantine quarantine, Channel channel, Pace pace)
      throws InterruptedException {
    String said = "";
    while (true) {
      long began = System.nanoTime();
      try {
        Meeting.Outcome outcome = new Meeting(here, quarantine, direction, channel).run();
        pace.met();
        String state = outcome.equal() + outcome.root().toString() + outcome.refused();
        if (outcome.moved() || !state.equals(said)) {
          terminal.out().println(line(outcome, System.nanoTime() - began));
        }
        said = state;
      } catch (IOException e) {
        pace.missed();
        String error = String.valueOf(e.getMessage());
        if (!error.equals(said)) {
          terminal.out().println(new JsonObject().put("equal", false).put("error", error));
        }
        said = error;
      }
      terminal.out().flush();
      Thread.sleep(pace.pause().toMillis());
    }
  }

  private static JsonObject line(Meeting.Outcome outcome, long nanos) {
    JsonObject line =
        new JsonObject()
            .put("sent", outcome.sent())
            .put("received", outcome.received())
            .put("bytesOut", outcome.bytesOut())
            .put("bytesIn", outcome.bytesIn())
            .put("root", outcome.root().toString());
    outcome
        .remoteRoot()
        .ifPresentOrElse(
            root -> line.put("remoteRoot", root.toString()), () -> line.raw("remoteRoot", "null"));
    line.put("equal", outcome.equal())
        .put("roundTrips", outcome.roundTrips())
        .put("millis", nanos / 1_000_000);
    outcome
        .refused()
        .ifPresent(why -> line.put("refused", why.reason().word()).put("because", why.text()));
    List<JsonObject> forks =
        outcome.forks().stream()
            .map(
                fork ->
                    new JsonObject()
                        .put("origin", fork.origin().toString())
                        .put("originSeq", fork.originSeq())
                        .put("one", fork.one().toString())
                        .put("other", fork.other().toString()))
            .toList();
    return forks.isEmpty() ? line : line.put("forks", forks);
  }
}
