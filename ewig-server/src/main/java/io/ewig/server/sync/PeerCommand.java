package io.ewig.server.sync;

import io.ewig.engine.event.Origin;
import io.ewig.engine.time.Clock;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import io.ewig.sync.http.PeerUrl;
import io.ewig.sync.peer.Pace;
import io.ewig.sync.peer.Peer;
import io.ewig.sync.peer.PeerFile;
import io.ewig.sync.peer.QuarantineFile;
import io.ewig.sync.peer.Topology;
import io.ewig.sync.session.Direction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ewig peer}: whom a server meets again and again; each method is a subcommand. */
@Command(
    name = "peer",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Say which other replicas a database is to meet as long as a server has it open.",
      "A server that runs takes a change at once; ewig.peers shows how it stands with each."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig peer add --data garden office http://10.0.0.7:8765 --interval 5s",
      "  ewig peer list --data garden",
      "  ewig peer list --data garden --dot | dot -Tsvg > peers.svg",
      "  ewig peer remove --data garden office",
      "  ewig peer quarantine --data garden",
      "  ewig peer release --data garden 0123456789abcdef0123456789abcdef"
    })
public final class PeerCommand {

  private static final String DATA = "--data";
  private static final String DIR = "DIR";
  private static final String FOLDER = "Folder of the database.";

  private final Terminal terminal;

  public PeerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(mixinStandardHelpOptions = true, description = "Add a peer, or change one.")
  int add(
      @Option(names = DATA, paramLabel = DIR, required = true, description = FOLDER) Path data,
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "URL") String url,
      @Option(
              names = "--interval",
              paramLabel = "TIME",
              defaultValue = "2s",
              description = "Between two meetings: 500ms, 2s, 1m. Default: 2s.")
          String interval,
      @Option(
              names = "--direction",
              paramLabel = "WAY",
              defaultValue = "both",
              description = "both, push or pull. Default: both.")
          Direction direction,
      @Option(
              names = "--token-file",
              paramLabel = "FILE",
              description = "Its first line is a token, for a server that has users.")
          @Nullable Path token) {
    Optional<String> tokenFile = Optional.ofNullable(token).map(file -> absolute(file).toString());
    Peer peer =
        new Peer(name, PeerUrl.parse(url).toString(), direction, Pace.parse(interval), tokenFile);
    boolean isNew = file(data).put(peer);
    return done((isNew ? "added " : "changed ") + name + "  " + peer.url());
  }

  @Command(mixinStandardHelpOptions = true, description = "Meet a peer no more.")
  int remove(
      @Option(names = DATA, paramLabel = DIR, required = true, description = FOLDER) Path data,
      @Parameters(paramLabel = "NAME") String name) {
    file(data).remove(name);
    return done("removed " + name);
  }

  @Command(mixinStandardHelpOptions = true, description = "Show the peers.")
  int list(
      @Option(names = DATA, paramLabel = DIR, required = true, description = FOLDER) Path data,
      @Option(names = "--dot", description = "As a graph for Graphviz.") boolean dot,
      @Option(names = "--graphml", description = "As GraphML.") boolean graphml,
      @Option(names = "--json", description = "As one JSON object.") boolean json) {
    List<Peer> peers = file(data).list();
    String here = String.valueOf(absolute(data).getFileName());
    if (dot) {
      terminal.out().print(Topology.dot(here, peers));
    } else if (graphml) {
      terminal.out().print(Topology.graphml(here, peers));
    } else if (json) {
      List<JsonObject> all = peers.stream().map(PeerCommand::json).toList();
      terminal.out().println(new JsonObject().put("peers", all));
    } else {
      for (Peer peer : peers) {
        String way = word(peer.direction());
        String every = peer.interval().toMillis() + " ms";
        terminal.out().println(peer.name() + "  " + peer.url() + "  " + way + "  every " + every);
      }
    }
    return ExitCode.OK;
  }

  private static JsonObject json(Peer peer) {
    return new JsonObject()
        .put("name", peer.name())
        .put("url", peer.url())
        .put("direction", word(peer.direction()))
        .put("intervalMillis", peer.interval().toMillis());
  }

  private static String word(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Show the origins that lied or are suspected to, with what was found.")
  int quarantine(
      @Option(names = DATA, paramLabel = DIR, required = true, description = FOLDER) Path data) {
    return done(quarantineOf(data).entries().text());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Talk to an origin again; a server takes notice when it is restarted.")
  int release(
      @Option(names = DATA, paramLabel = DIR, required = true, description = FOLDER) Path data,
      @Parameters(paramLabel = "ORIGIN") String origin) {
    boolean was = quarantineOf(data).release(Origin.parse(origin));
    return done(was ? "released " + origin : origin + " was not in quarantine");
  }

  private int done(String line) {
    terminal.out().println(line);
    return ExitCode.OK;
  }

  private static QuarantineFile quarantineOf(Path data) {
    return new QuarantineFile(data.resolve(SyncResource.FOLDER), Clock.system());
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static PeerFile file(Path data) {
    return new PeerFile(data.resolve(SyncResource.FOLDER));
  }
}
