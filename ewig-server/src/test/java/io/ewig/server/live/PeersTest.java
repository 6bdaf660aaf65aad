package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.audit.Actor;
import io.ewig.server.session.Ahead;
import io.ewig.server.session.DatabaseFolders;
import io.ewig.server.session.Databases;
import io.ewig.server.session.Permits;
import io.ewig.server.session.Quotas;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.session.Sessions;
import io.ewig.server.session.UserLimits;
import io.ewig.server.socket.Line;
import io.ewig.server.socket.Sockets;
import io.ewig.server.socket.Talk;
import io.ewig.server.sync.SyncResource;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Principal;
import io.ewig.server.user.Roles;
import io.ewig.server.user.Scope;
import io.ewig.sync.ephemeral.EphemeralLimits;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers as the server knows them, without a wire between. */
class PeersTest {

  private static final Actor TEST = Actor.here("test");

  /** Made once, for it is slow on purpose. */
  private static final PasswordHash PASSWORD = Keys.passwords().hash("correct horse".toCharArray());

  @TempDir private Path folder;
  private final Ewig engine = Ewig.inMemory();
  private final Accounts accounts = Accounts.inMemory();
  private Sessions sessions;
  private LiveSockets live;

  @BeforeEach
  void open() {
    Databases databases =
        new Databases(
            new EngineConnections(engine, "main"),
            new DatabaseFolders(folder, Ewig::open),
            System::nanoTime,
            new Permits(accounts));
    sessions =
        new Sessions(
            databases,
            SessionLimits.defaults(),
            new Quotas(UserLimits.defaults(), System::nanoTime),
            new SecureRandom(),
            Ahead.ofThisMachine(),
            System::nanoTime);
    live =
        new LiveSockets(
            sessions,
            EphemeralLimits.defaults(),
            System::nanoTime,
            new SyncResource(databases, database -> Optional.empty()).bySocket());
  }

  @AfterEach
  void close() {
    live.close();
    sessions.close();
    sessions.databases().close();
    accounts.close();
    engine.close();
  }

  private Principal admin(String name) {
    accounts.addUser(name, PASSWORD, Set.of(Principal.ADMIN), TEST);
    return new Principal(name, Set.of(Principal.ADMIN), Scope.ALL, TEST);
  }

  private Talk talk(Principal principal, String peer) {
    return talk(principal, peer, "ws");
  }

  private Talk talk(Principal principal, String peer, String... path) {
    Sockets.Entry entry =
        live.open(new Sockets.Visit(principal, List.of(path), Map.of("peer_id", List.of(peer))));
    return ((Sockets.Welcome) entry).talk();
  }

  @Test
  void whoMayNotStayGoesEvenIfThatCannotBeNoted() {
    HeardLine anna = new HeardLine();
    HeardLine ben = new HeardLine();
    admin("carl");
    talk(admin("anna"), "anna's").begin(anna);
    talk(admin("ben"), "ben's").begin(ben);
    new Roles(accounts).take(Principal.ADMIN, "anna", TEST);
    new Roles(accounts).take(Principal.ADMIN, "ben", TEST);
    accounts.close();
    live.checkRights(Instant.now());
    assertThat(anna.goodbyes()).containsExactly(Line.Goodbye.NOT_ALLOWED);
    assertThat(ben.goodbyes()).containsExactly(Line.Goodbye.NOT_ALLOWED);
  }

  @Test
  void whoComesUnderAnIdThatSomebodyElseHasTakenMeanwhileDoesNotTakeItFromHim() {
    HeardLine anna = new HeardLine();
    HeardLine ben = new HeardLine();
    Talk hers = talk(admin("anna"), "gardener");
    Talk his = talk(admin("ben"), "gardener"); // who is let in, as nobody is here yet
    hers.begin(anna);
    his.begin(ben);
    assertThat(anna.goodbyes()).isEmpty();
    assertThat(ben.goodbyes()).containsExactly(Line.Goodbye.NOT_ALLOWED);
    his.end();
    hers.end();
  }

  @Test
  void whoIsNotLetInKeepsNoDatabaseOpen() throws SQLException {
    sessions.databases().create("garden", TEST);
    HeardLine anna = new HeardLine();
    HeardLine ben = new HeardLine();
    Talk hers = talk(admin("anna"), "gardener", "db", "garden", "ws");
    Talk his = talk(admin("ben"), "gardener", "db", "garden", "ws");
    hers.begin(anna);
    his.begin(ben);
    his.end();
    hers.end();
    sessions.databases().drop("garden", TEST);
    assertThat(sessions.databases().names()).containsExactly("main");
  }
}
