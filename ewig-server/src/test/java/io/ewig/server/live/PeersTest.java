package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.audit.Actor;
import io.ewig.server.session.Ahead;
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
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers as the server knows them, without a wire between. */
class PeersTest {

  private static final Actor TEST = Actor.here("test");

  /** Made once, for it is slow on purpose. */
  private static final PasswordHash PASSWORD = Keys.passwords().hash("correct horse".toCharArray());

  private final Ewig engine = Ewig.inMemory();
  private final Accounts accounts = Accounts.inMemory();
  private final Sessions sessions =
      new Sessions(
          new Databases(
              new EngineConnections(engine, "main"), null, System::nanoTime, new Permits(accounts)),
          SessionLimits.defaults(),
          new Quotas(UserLimits.defaults(), System::nanoTime),
          new SecureRandom(),
          Ahead.ofThisMachine(),
          System::nanoTime);
  private final LiveSockets live =
      new LiveSockets(
          sessions,
          EphemeralLimits.defaults(),
          System::nanoTime,
          new SyncResource(sessions.databases(), database -> Optional.empty()).bySocket());

  @AfterEach
  void close() {
    live.close();
    sessions.close();
    accounts.close();
    engine.close();
  }

  private Principal admin(String name) {
    accounts.addUser(name, PASSWORD, Set.of(Principal.ADMIN), TEST);
    return new Principal(name, Set.of(Principal.ADMIN), Scope.ALL, TEST);
  }

  private Talk talk(Principal principal, String peer) {
    Sockets.Entry entry =
        live.open(new Sockets.Visit(principal, List.of("ws"), Map.of("peer_id", List.of(peer))));
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
}
