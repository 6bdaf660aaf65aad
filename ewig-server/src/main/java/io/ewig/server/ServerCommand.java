package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.engine.format.ServedFolders;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.command.DamageNotice;
import io.ewig.server.command.DataOption;
import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.SigningOption;
import io.ewig.server.command.Terminal;
import io.ewig.server.http.HttpLimits;
import io.ewig.server.session.DatabaseFolders;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.socket.SocketLimits;
import io.ewig.server.user.Accounts;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ewig server}: a database for others, over HTTP. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = {
      "Serve a database until the process is told to stop (SIGTERM, Ctrl-C).",
      "It listens to this machine only, unless there are users (ewig user add) and TLS."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ewig server --data garden                   then: jdbc:ewig://127.0.0.1",
      "  ewig server --data garden --port 0          any port that is free; the line says which",
      "  ewig server --data garden --bind 0.0.0.0 --tls-cert server.crt --tls-key server.key",
      "  curl http://127.0.0.1:8765/health"
    })
public final class ServerCommand implements Callable<Integer> {

  private static final int PORT_MAX = 65_535;

  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:]+\\])(:[0-9]{1,5})?");

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;
  private final CountDownLatch isToldToStop = new CountDownLatch(1);
  private final CountDownLatch isClosed = new CountDownLatch(1);

  @Mixin private final DataOption data = new DataOption();

  @Mixin private final SigningOption signing = new SigningOption();

  @Mixin private final LogOptions log = new LogOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8765",
      description = "Where to listen; 0 for any port that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address of this machine to listen on. Default: ${DEFAULT-VALUE}.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = {
        "A page in a browser of that origin may have sockets, such as https://garden.example;",
        "may be said more than once. Without it no page may."
      })
  private List<String> origins = List.of();

  @Option(
      names = "--json",
      description = "Say as a JSON object, on one line, where it listens; nothing follows.")
  private boolean json;

  @Mixin private final TlsOption tls = new TlsOption();

  @Mixin private final UserLimitOptions users = new UserLimitOptions();

  public ServerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  @SuppressWarnings("try") // the log is used by all, and closed here
  public Integer call() throws IOException, InterruptedException {
    requireOptions();
    InetAddress address = InetAddress.getByName(bind);
    boolean hasUsers = Files.exists(data.folder().resolve(Accounts.FOLDER));
    if (!address.isLoopbackAddress() && !(hasUsers && tls.files().isPresent())) {
      terminal
          .err()
          .println("ewig: " + Security.exposed(address, hasUsers, tls.files().isPresent()));
      return ExitCode.USAGE;
    }
    Security beforeUsers = new Security(Optional.empty(), tls.files(), users.limits());
    try (Closeable lines = log.open();
        Entrance entrance = Entrance.open(address, port, HttpLimits.defaults(), beforeUsers);
        Ewig engine = EngineConnections.opening(() -> data.openToWrite(signing));
        Accounts accounts = Accounts.open(data.folder())) {
      ServerOptions options = options(address, accounts);
      try (EwigServer server = EwigServer.start(engine, options, entrance)) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "ewig-stop"));
        DamageNotice.print(engine, terminal);
        sayWhere(server.address().getPort());
        isToldToStop.await();
      }
      return DamageNotice.print(engine, terminal);
    } catch (IllegalArgumentException e) {
      terminal.err().println("ewig: " + e.getMessage());
      return ExitCode.USAGE;
    } finally {
      isClosed.countDown();
    }
  }

  private void requireOptions() {
    if (port < 0 || port > PORT_MAX) {
      throw wrong("a --port is 0 to " + PORT_MAX + ", not " + port);
    }
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw wrong(
            "'"
                + origin
                + "' is no --origin; write scheme://host[:port], as https://garden.example");
      }
    }
    log.require(spec.commandLine());
    users.require(spec.commandLine());
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  private void sayWhere(int at) throws IOException {
    boolean isTls = tls.files().isPresent();
    terminal.say(
        json,
        () ->
            new JsonObject()
                .put("listening", bind + ":" + at)
                .put("address", bind)
                .put("port", at)
                .put("tls", isTls)
                .put("data", data.folder().toString()),
        () -> "listening on " + bind + ":" + at);
  }

  private ServerOptions options(InetAddress address, Accounts accounts) throws IOException {
    return new ServerOptions(
        address,
        port,
        Optional.of(data.folder().resolve("temporary")),
        Optional.of(
            new DatabaseFolders(data.folder().resolve(ServedFolders.DATABASES), data::openBeside)),
        SessionLimits.defaults().withSlow(log.slow()),
        HttpLimits.defaults(),
        SocketLimits.defaults(),
        Set.copyOf(origins),
        new Security(Optional.of(accounts), tls.files(), users.limits()));
  }

  /** The JVM ends when this returns, so it waits for the database to be closed. */
  private void stop() {
    isToldToStop.countDown();
    try {
      isClosed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
