package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.avatica.Protocol;
import io.ewig.server.http.HttpLimits;
import io.ewig.server.http.HttpServer;
import io.ewig.server.http.Paths;
import io.ewig.server.http.Services;
import io.ewig.server.live.LiveSockets;
import io.ewig.server.live.SyncEndpoint;
import io.ewig.server.observe.Observatory;
import io.ewig.server.rest.api.RestApi;
import io.ewig.server.session.DatabaseFolders;
import io.ewig.server.session.Databases;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.session.Sessions;
import io.ewig.server.socket.SocketLimits;
import io.ewig.server.socket.SocketOptions;
import io.ewig.server.sync.KeptPeers;
import io.ewig.server.sync.StateResource;
import io.ewig.server.sync.SyncResource;
import io.ewig.server.tls.TlsFiles;
import io.ewig.server.user.Accounts;
import io.ewig.sync.ephemeral.EphemeralLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Serves an engine that the program has opened, as database {@code main}; start here to do so from
 * Java. Closing it leaves the engine open.
 */
public final class EwigServer implements AutoCloseable {

  /** What the database is called, whatever its folder is. */
  public static final String DATABASE = Databases.MAIN;

  private static final int MILLIS_BETWEEN_SWEEPS = 5_000;

  private final Sessions sessions;
  private final LiveSockets live;
  private final HttpServer http;
  private final Observatory observatory;
  private final KeptPeers peers;
  private final RestApi rest;
  private final InetSocketAddress address;
  private final ScheduledExecutorService sweeper;

  private EwigServer(
      Sessions sessions,
      LiveSockets live,
      HttpServer http,
      Observatory observatory,
      KeptPeers peers,
      RestApi rest,
      ScheduledExecutorService sweeper) {
    this.rest = rest;
    this.sessions = sessions;
    this.live = live;
    this.peers = peers;
    this.observatory = observatory;
    this.http = http;
    this.address = http.address();
    this.sweeper = sweeper;
  }

  /**
   * How to serve.
   *
   * @param address a loopback address, unless there are users and TLS
   * @param port 0 for any that is free
   * @param temporary where statements put what their memory does not hold
   * @param databases where further databases lie; without it there are none
   * @param origins of pages in browsers that may have sockets, such as {@code
   *     https://garden.example}
   * @param security who may use it, and how it is spoken to
   */
  public record Options(
      InetAddress address,
      int port,
      Optional<Path> temporary,
      Optional<DatabaseFolders> databases,
      SessionLimits sessions,
      HttpLimits http,
      SocketLimits sockets,
      Set<String> origins,
      Security security) {

    public Options {
      security.requireFor(address);
    }

    public static Options local(int port) {
      return new Options(
          InetAddress.getLoopbackAddress(),
          port,
          Optional.empty(),
          Optional.empty(),
          SessionLimits.defaults(),
          HttpLimits.defaults(),
          SocketLimits.defaults(),
          Set.of(),
          Security.NONE);
    }

    public Options withAddress(InetAddress other) {
      return new Options(
          other, port, temporary, databases, sessions, http, sockets, origins, security);
    }

    public Options withSessions(SessionLimits limits) {
      return new Options(
          address, port, temporary, databases, limits, http, sockets, origins, security);
    }

    /**
     * @param opener opens the database in a folder, making it if there is none
     */
    public Options withDatabases(Path root, Function<Path, Ewig> opener) {
      var folders = Optional.of(new DatabaseFolders(root, opener));
      return new Options(
          address, port, temporary, folders, sessions, http, sockets, origins, security);
    }

    /**
     * @param folder within that of the database
     */
    public Options withTemporary(Path folder) {
      return new Options(
          address,
          port,
          Optional.of(folder),
          databases,
          sessions,
          http,
          sockets,
          origins,
          security);
    }

    /** Where a database lies, if that is known. */
    Optional<Path> folder(String database) {
      return database.equals(DATABASE)
          ? temporary.map(Path::toAbsolutePath).map(Path::getParent)
          : databases.map(folders -> folders.root().resolve(database));
    }

    public Options withHttp(HttpLimits limits) {
      return new Options(
          address, port, temporary, databases, sessions, limits, sockets, origins, security);
    }

    public Options withSockets(SocketLimits limits) {
      return new Options(
          address, port, temporary, databases, sessions, http, limits, origins, security);
    }

    public Options withOrigins(Set<String> pages) {
      return new Options(
          address, port, temporary, databases, sessions, http, sockets, pages, security);
    }

    /** With users; whoever opened the accounts closes them, after the server. */
    public Options withAccounts(Accounts some) {
      return with(new Security(Optional.of(some), security.tls()));
    }

    public Options withTls(TlsFiles files) {
      return with(new Security(security.accounts(), Optional.of(files)));
    }

    private Options with(Security other) {
      return new Options(
          address, port, temporary, databases, sessions, http, sockets, origins, other);
    }
  }

  public static EwigServer start(Ewig engine, Options options) throws IOException {
    EngineConnections connections =
        options
            .temporary()
            .map(folder -> new EngineConnections(engine, DATABASE, folder))
            .orElseGet(() -> new EngineConnections(engine, DATABASE));
    Sessions sessions =
        new Sessions(
            new Databases(
                connections,
                options.databases().orElse(null),
                System::nanoTime,
                options.security().accounts().orElse(null)),
            options.sessions(),
            new SecureRandom(),
            System::nanoTime);
    LiveSockets live =
        new LiveSockets(sessions, EphemeralLimits.defaults(), System::nanoTime, SyncEndpoint.NONE);
    SocketOptions sockets = new SocketOptions(live, options.sockets(), options.origins());
    SyncResource sync = new SyncResource(sessions.databases(), options::folder);
    RestApi rest = new RestApi(sessions);
    Observatory observatory = new Observatory(engine, sessions, rest::readers);
    Paths paths = new Paths();
    observatory.addTo(paths);
    sync.addTo(paths);
    new StateResource(sessions.databases()).addTo(paths);
    live.addTo(paths);
    rest.addTo(paths); // last: see there
    HttpServer http =
        HttpServer.start(
            options.address(),
            options.port(),
            options.http(),
            options.security().context(),
            new Services(
                options.security().doorkeeper(options.address()),
                new Protocol(sessions),
                paths,
                observatory.traffic(),
                sockets));
    observatory.open();
    KeptPeers peers = sync.keepPeers(DATABASE, engine);
    ScheduledExecutorService sweeper = sweeper(sessions, http, options);
    return new EwigServer(sessions, live, http, observatory, peers, rest, sweeper);
  }

  /** Ends what nobody uses, now and then. */
  private static ScheduledExecutorService sweeper(
      Sessions sessions, HttpServer http, Options options) {
    ScheduledExecutorService sweeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ewig-sessions");
              thread.setDaemon(true);
              return thread;
            });
    long pause =
        Math.max(1, Math.min(MILLIS_BETWEEN_SWEEPS, options.sessions().idle().toMillis() / 2));
    var unused =
        sweeper.scheduleWithFixedDelay(sessions::expire, pause, pause, TimeUnit.MILLISECONDS);
    long watch = Math.max(1, Math.min(1_000, options.sockets().ping().toMillis() / 2));
    var unusedWatch =
        sweeper.scheduleWithFixedDelay(http::watchSockets, watch, watch, TimeUnit.MILLISECONDS);
    return sweeper;
  }

  /** Where it listens, with the port that it got. */
  public InetSocketAddress address() {
    return address;
  }

  /** How many clients have a session. */
  public int sessions() {
    return sessions.count();
  }

  /** How many clients have a socket. */
  public int sockets() {
    return http.sockets();
  }

  /** For {@code DriverManager}. */
  public String url() {
    return "jdbc:ewig://" + address.getHostString() + ":" + address.getPort();
  }

  /** Lets requests under way end (but not for ever); then all sessions are rolled back. */
  @Override
  public void close() {
    sweeper.shutdownNow();
    peers.close();
    observatory.stopping();
    rest.stop();
    try (http;
        observatory) {
      http.finish();
      live.close();
      sessions.close(); // what is still running is stopped
      sessions.databases().close();
    }
  }
}
