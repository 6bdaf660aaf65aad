package io.ewig.server.sync;

import io.ewig.engine.Config;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.FilterOption;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import io.ewig.sync.http.PeerUrl;
import io.ewig.sync.peer.GossipFile;
import io.ewig.sync.peer.Pace;
import io.ewig.sync.peer.Peer;
import io.ewig.sync.peer.PolicyFile;
import io.ewig.sync.peer.Topology;
import io.ewig.sync.session.Direction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  ewig peer gossip --data garden 3                of many peers, three in a round",
      "  ewig peer policy --data garden all              whoever does not sign is not taken from",
      "  ewig peer trust --data garden 0123456789abcdef0123456789abcdef",
      "  ewig peer quarantine --data garden",
      "  ewig peer release --data garden 0123456789abcdef0123456789abcdef"
    })
public final class PeerCommand {

  private final Terminal terminal;

  public PeerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(mixinStandardHelpOptions = true, description = "Add a peer, or change one.")
  int add(
      @Mixin PeerFolder folder,
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
          @Nullable Path token,
      @Mixin FilterOption part,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    if (part.isGiven()) {
      part.open(folder.path(), Config.defaults()).close();
    }
    Optional<String> tokenFile = Optional.ofNullable(token).map(file -> absolute(file).toString());
    Peer peer =
        new Peer(name, PeerUrl.parse(url).toString(), direction, Pace.parse(interval), tokenFile);
    boolean isNew = folder.peers().put(peer);
    terminal.say(
        json,
        () -> json(peer).put("done", isNew ? "added" : "changed"),
        () -> (isNew ? "added " : "changed ") + name + "  " + peer.url());
    return ExitCode.OK;
  }

  @Command(mixinStandardHelpOptions = true, description = "Meet a peer no more.")
  int remove(
      @Mixin PeerFolder folder,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    folder.peers().remove(name);
    terminal.done(json, "removed", name);
    return ExitCode.OK;
  }

  @Command(mixinStandardHelpOptions = true, description = "Show the peers.")
  int list(
      @Mixin PeerFolder folder,
      @Option(names = "--dot", description = "As a graph for Graphviz.") boolean dot,
      @Option(names = "--graphml", description = "As GraphML.") boolean graphml,
      @Option(names = "--json", description = "As one JSON object.") boolean json) {
    List<Peer> peers = folder.peers().list();
    String here = String.valueOf(absolute(folder.path()).getFileName());
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
      @Mixin PeerFolder folder,
      @Option(names = "--json", description = "What it prints is JSON in any case.") boolean json) {
    return done(folder.quarantine().entries().text());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Talk to an origin again. A server takes notice at once.")
  int release(
      @Mixin PeerFolder folder,
      @Parameters(paramLabel = "ORIGIN") String origin,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    boolean was = folder.quarantine().release(Origin.parse(origin));
    terminal.say(
        json,
        () -> new JsonObject().put("origin", origin).put("released", was),
        () -> was ? "released " + origin : origin + " was not in quarantine");
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Show, or say, which commits of others have to be signed to be taken:",
        "none: nobody's; known: of those whose name says that they sign; all.",
        "A signature that is there is checked in any case. A server takes a change at once."
      })
  int policy(
      @Mixin PeerFolder folder,
      @Parameters(paramLabel = "POLICY", arity = "0..1", description = "none, known or all.")
          @Nullable String word,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    PolicyFile file = folder.policy();
    SignaturePolicy policy = file.read();
    if (word != null) {
      policy = new SignaturePolicy(PolicyFile.rule(word), policy.trusted());
      file.write(policy);
    }
    List<String> trusted = policy.trusted().stream().map(Origin::toString).sorted().toList();
    if (json) {
      JsonObject line = new JsonObject().put("policy", policy.rule().word());
      List<JsonText> texts = trusted.stream().map(JsonText::of).toList();
      terminal.out().println(line.raw("trusted", JsonArray.of(texts).text()));
      return ExitCode.OK;
    }
    trusted.forEach(origin -> terminal.out().println("trusted  " + origin));
    return done("policy   " + policy.rule().word());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Take what an origin wrote unsigned, although the policy is all;",
        "not of one whose name says that it signs."
      })
  int trust(
      @Mixin PeerFolder folder,
      @Parameters(paramLabel = "ORIGIN") String name,
      @Option(names = "--revoke", description = "Do so no more.") boolean revoke,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    Origin origin = Origin.parse(name);
    if (SigningOrigin.is(origin)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          origin + " signs all that it writes, so it need not, and can't, be trusted without");
    }
    PolicyFile file = folder.policy();
    SignaturePolicy policy = file.read();
    Set<Origin> trusted = new TreeSet<>(policy.trusted());
    boolean isChanged = revoke ? trusted.remove(origin) : trusted.add(origin);
    if (isChanged) {
      file.write(new SignaturePolicy(policy.rule(), trusted));
    }
    terminal.say(
        json,
        () -> new JsonObject().put("origin", origin.toString()).put("trusted", !revoke),
        () -> origin + (revoke ? " is not trusted" : " is trusted"));
    return ExitCode.OK;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Show, or say, how many peers a server meets in a round:",
        "all that are due, or a number of them, drawn by lot. A round lasts as long as the",
        "shortest of their intervals. A server takes a change at once."
      })
  int gossip(
      @Mixin PeerFolder folder,
      @Parameters(paramLabel = "COUNT", arity = "0..1", description = "A number, or all.")
          @Nullable String count,
      @Option(names = "--json", description = "Print a JSON object.") boolean json) {
    GossipFile file = folder.gossip();
    if (count != null) {
      file.write(GossipFile.parse(count));
    }
    OptionalInt fanOut = file.fanOut();
    terminal.say(json, () -> gossip(fanOut), () -> "peers in a round   " + word(fanOut));
    return ExitCode.OK;
  }

  private static JsonObject gossip(OptionalInt fanOut) {
    String field = "inARound";
    JsonObject line = new JsonObject();
    return fanOut.isEmpty() ? line.putNull(field) : line.put(field, fanOut.getAsInt());
  }

  private static String word(OptionalInt fanOut) {
    return fanOut.isEmpty() ? GossipFile.ALL : String.valueOf(fanOut.getAsInt());
  }

  private int done(String line) {
    terminal.out().println(line);
    return ExitCode.OK;
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
