package io.ewig.server;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.avatica.Protocol;
import io.ewig.server.http.HttpServer;
import io.ewig.server.http.Paths;
import io.ewig.server.http.Services;
import io.ewig.server.live.LiveSockets;
import io.ewig.server.observe.Observatory;
import io.ewig.server.rest.api.RestApi;
import io.ewig.server.session.Ahead;
import io.ewig.server.session.Databases;
import io.ewig.server.session.Permits;
import io.ewig.server.session.Quotas;
import io.ewig.server.session.Sessions;
import io.ewig.server.socket.SocketOptions;
import io.ewig.server.sync.FourMessages;
import io.ewig.server.sync.KeptPeers;
import io.ewig.server.sync.StateResource;
import io.ewig.server.sync.SyncResource;
import io.ewig.server.tls.TlsFiles;
import io.ewig.sync.ephemeral.EphemeralLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Serves an engine that the program has opened, as database {@code main}; start here to do so from
 * Java. Closing it leaves the engine open.
 */
public final class EwigServer implements AutoCloseable {

  /** What the database is called, whatever its folder is. */
  public static final String DATABASE = Databases.MAIN;

  private static final int MILLIS_BETWEEN_SWEEPS = 5_000;

  private static final Clock CLOCK = Clock.systemUTC();

  private final Sessions sessions;
  private final LiveSockets live;
  private final HttpServer http;
  private final Observatory observatory;
  private final KeptPeers peers;
  private final SyncResource sync;
  private final RestApi rest;
  private final InetSocketAddress address;
  private final Sweeper sweeper;

  private EwigServer(
      Sessions sessions,
      LiveSockets live,
      HttpServer http,
      Observatory observatory,
      KeptPeers peers,
      SyncResource sync,
      RestApi rest,
      Sweeper sweeper) {
    this.rest = rest;
    this.sessions = sessions;
    this.live = live;
    this.peers = peers;
    this.sync = sync;
    this.observatory = observatory;
    this.http = http;
    this.address = http.address();
    this.sweeper = sweeper;
  }

  public static EwigServer start(Ewig engine, ServerOptions options) throws IOException {
    Entrance entrance =
        Entrance.open(options.address(), options.port(), options.http(), options.security());
    try {
      return start(engine, options, entrance);
    } catch (IOException | RuntimeException | Error e) {
      entrance.close();
      throw e;
    }
  }

  /**
   * @param entrance of the same options; closed with the server
   */
  static EwigServer start(Ewig engine, ServerOptions options, Entrance entrance)
      throws IOException {
    EngineConnections connections =
        options
            .temporary()
            .map(folder -> new EngineConnections(engine, DATABASE, folder))
            .orElseGet(() -> new EngineConnections(engine, DATABASE));
    Quotas quotas = new Quotas(options.security().userLimits(), System::nanoTime);
    Sessions sessions =
        new Sessions(
            new Databases(
                connections,
                options.databases().orElse(null),
                System::nanoTime,
                new Permits(options.security().accounts().orElse(null))),
            options.sessions(),
            quotas,
            new SecureRandom(),
            Ahead.ofThisMachine(),
            System::nanoTime);
    SyncResource sync = new SyncResource(sessions.databases(), options::folder);
    Optional<Renewal> renewal = renewal(options, entrance);
    KeptPeers peers = sync.keepPeers(DATABASE, engine); // may fail, so before anybody is let in
    LiveSockets live =
        new LiveSockets(sessions, EphemeralLimits.defaults(), System::nanoTime, sync.bySocket());
    SocketOptions sockets = new SocketOptions(live, options.sockets(), options.origins());
    RestApi rest = new RestApi(sessions);
    HttpServer http = entrance.http();
    Observatory observatory =
        new Observatory(engine, sessions, rest::readers, () -> renewal.flatMap(Renewal::complaint));
    Paths paths = new Paths();
    observatory.addTo(paths);
    sync.addTo(paths);
    new StateResource(sessions.databases(), sync).addTo(paths);
    new FourMessages(sessions.databases(), sync).addTo(paths);
    live.addTo(paths);
    rest.addTo(paths); // last: see there
    http.serve(
        new Services(
            options.security().doorkeeper(options.address(), quotas),
            new Protocol(sessions),
            paths,
            observatory.traffic(),
            sockets));
    observatory.open();
    Sweeper sweeper = sweeper(sessions, live, http, options);
    renewal.ifPresent(one -> sweeper.every(watchMillis(options), one::step));
    options
        .security()
        .accounts()
        .ifPresent(users -> users.watch(() -> sweep(sweeper, sessions, live)));
    return new EwigServer(sessions, live, http, observatory, peers, sync, rest, sweeper);
  }

  private static Optional<Renewal> renewal(ServerOptions options, Entrance entrance)
      throws IOException {
    Optional<TlsFiles> files = options.security().tls();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new Renewal(files.get(), entrance.http(), CLOCK, entrance.certificates()));
  }

  /** Ends what nobody uses, and looks who is gone. */
  private static Sweeper sweeper(
      Sessions sessions, LiveSockets live, HttpServer http, ServerOptions options) {
    Sweeper sweeper = new Sweeper();
    long pause =
        Math.max(1, Math.min(MILLIS_BETWEEN_SWEEPS, options.sessions().idle().toMillis() / 2));
    sweeper.every(pause, sessions::expire);
    sweeper.every(watchMillis(options), http::watchSockets);
    sweeper.every(watchMillis(options), () -> live.checkRights(CLOCK.instant())); // tokens end
    return sweeper;
  }

  private static long watchMillis(ServerOptions options) {
    return Math.max(1, Math.min(1_000, options.sockets().ping().toMillis() / 2));
  }

  /** Who changed the users waits for nothing, and may have to end his own session. */
  private static void sweep(Sweeper sweeper, Sessions sessions, LiveSockets live) {
    sweeper.soon(() -> live.checkRights(CLOCK.instant()));
    sweeper.soon(sessions::expire);
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

  /** How many clients wait for changes. */
  public int readers() {
    return rest.readers();
  }

  /** For {@code DriverManager}. */
  public String url() {
    return "jdbc:ewig://" + address.getHostString() + ":" + address.getPort();
  }

  /** Lets requests under way end (but not for ever); then all sessions are rolled back. */
  @Override
  public void close() {
    sweeper.close();
    peers.close();
    observatory.stopping();
    rest.stop();
    Databases databases = sessions.databases();
    try (http;
        observatory;
        databases) { // whoever used them has gone
      finish();
    }
  }

  /** What fails on the way, as on a full disk, leaves no transaction open. */
  private void finish() {
    try (sessions; // what is still running is stopped
        live;
        rest) {
      http.finish();
      sync.flush();
    } finally {
      http.awaitLastAnswers();
    }
  }
}
