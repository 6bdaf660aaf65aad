package io.ewig.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.access.Trail;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.engine.error.UserException;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.AuditTrail;
import io.ewig.server.audit.Deed;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Principal;
import io.ewig.server.user.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final PasswordHash PASSWORD = Keys.passwords().hash("correct horse".toCharArray());

  private final Ewig engine = Ewig.inMemory();
  private final Accounts accounts = Accounts.inMemory();

  @AfterEach
  void close() {
    accounts.close();
    engine.close();
  }

  private static Principal bert(String request) {
    return new Principal("bert", Set.of(), Scope.ALL, new Actor("bert", "127.0.0.1", request));
  }

  /** The requests in which something was refused. */
  private List<String> refusedIn() {
    List<String> requests = new ArrayList<>();
    try (AuditTrail trail = new AuditTrail(accounts.engine())) {
      for (Trail.Noted noted = trail.next(); noted != null; noted = trail.next()) {
        if (noted.deed().equals(Deed.REFUSED.word())) {
          requests.add(noted.request());
        }
      }
    }
    return requests;
  }

  @Test
  void theAuditNamesTheRequestInWhichSomethingWasRefusedNotOneThatCameMeanwhile()
      throws SQLException {
    accounts.addUser("anna", PASSWORD, Set.of(), Actor.here("test"));
    accounts.addUser("bert", PASSWORD, Set.of(), Actor.here("test"));
    try (Sessions sessions = TestSessions.of(engine, accounts, SessionLimits.defaults())) {
      ServerSession session = sessions.open(bert("login"), "", new Properties());
      Demand all = Demand.now(Operation.SELECT, new Subject.OfDatabase(), "main");
      assertThatThrownBy(
              () ->
                  session.workFor(
                      bert("statement"),
                      () -> {
                        assertThatCode(() -> sessions.find(bert("cancel"), session.id()))
                            .doesNotThrowAnyException();
                        session.rights().require(all);
                        return "not refused";
                      }))
          .isInstanceOf(UserException.class);
    }
    assertThat(refusedIn()).containsExactly("statement");
  }

  @Test
  void aRequestForWhichNobodyWaitsRunsNothingMoreAndTheNextOneDoes() throws SQLException {
    try (Sessions sessions = TestSessions.of(engine, null, SessionLimits.defaults())) {
      ServerSession session = sessions.open(Principal.ANYBODY, "", new Properties());
      String text = "SELECT 1";
      assertThatThrownBy(
              () ->
                  session.work(
                      () -> {
                        session.stop();
                        return session.prepare(text);
                      }))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      assertThat(session.work(() -> session.prepare(text)).isQuery()).isTrue();
    }
  }
}
