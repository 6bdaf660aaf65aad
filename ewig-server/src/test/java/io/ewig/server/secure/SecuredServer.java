package io.ewig.server.secure;

import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.World;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Scan;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.AuditEntry;
import io.ewig.server.user.Accounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A database in memory that is served to users. */
final class SecuredServer implements AutoCloseable {

  /** Everybody's. */
  static final String PASSWORD = "correct horse";

  /** Made once, for it is slow on purpose. */
  private static final PasswordHash HASHED = Keys.passwords().hash(PASSWORD.toCharArray());

  static final Actor TEST = Actor.here("test");

  private final Ewig engine = Ewig.inMemory();
  private final Accounts accounts = Accounts.inMemory();
  private final EwigServer server;

  SecuredServer(String... users) throws IOException {
    this(options -> options, users);
  }

  /** The first user is an admin, the others have no role. */
  SecuredServer(UnaryOperator<ServerOptions> chosen, String... users) throws IOException {
    for (String user : users) {
      add(user);
    }
    ServerOptions options = ServerOptions.local(0).withAccounts(accounts);
    server = EwigServer.start(engine, chosen.apply(options));
  }

  void add(String user, String... roles) {
    accounts.addUser(user, HASHED, Set.of(roles), TEST);
  }

  Ewig engine() {
    return engine;
  }

  Accounts accounts() {
    return accounts;
  }

  int port() {
    return server.address().getPort();
  }

  int sessions() {
    return server.sessions();
  }

  String url() {
    return server.url();
  }

  Connection connect(String user) throws SQLException {
    return connect(user, PASSWORD);
  }

  Connection connect(String user, String password, String... more) throws SQLException {
    Properties info = new Properties();
    info.put("user", user);
    info.put("password", password);
    for (int i = 0; i < more.length; i += 2) {
      info.put(more[i], more[i + 1]);
    }
    return DriverManager.getConnection(url(), info);
  }

  Connection connectTo(String database, String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:ewig://127.0.0.1:" + port() + "/" + database, user, PASSWORD);
  }

  /** What was noted, as "deed who what". */
  /** Those that contain something, once there are some: who goes is noted when he is gone. */
  List<String> audited(int awaited, String what) throws InterruptedException {
    List<String> lines = List.of();
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (lines.size() < awaited && System.nanoTime() < patience) {
      Thread.sleep(1);
      lines = audited().stream().filter(line -> line.contains(what)).toList();
    }
    return lines;
  }

  List<String> audited() {
    List<String> lines = new ArrayList<>();
    Scan scan = Scan.all().in(World.of(AuditEntry.WORLD));
    try (EventCursor events = accounts.engine().iterate(scan)) {
      while (events.next()) {
        Event event = events.event();
        String said = new String(accounts.engine().events().payload(event), StandardCharsets.UTF_8);
        lines.add(event.type().name() + " " + said);
      }
    }
    return lines;
  }

  @Override
  public void close() {
    try (engine;
        accounts) {
      server.close();
    }
  }
}
