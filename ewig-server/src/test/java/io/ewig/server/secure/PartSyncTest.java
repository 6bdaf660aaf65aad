package io.ewig.server.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.part.Filter;
import io.ewig.server.user.Scope;
import io.ewig.server.user.Secrets;
import io.ewig.server.user.Tokens;
import io.ewig.sync.http.HttpChannel;
import io.ewig.sync.http.PeerUrl;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that keeps a part meets a server that has users: a filter gives nobody rights. */
class PartSyncTest {

  private SecuredServer server;
  private Ewig part;

  @BeforeEach
  void serve() throws IOException {
    server = new SecuredServer("anna", "ben");
    Config config = Config.defaults().withLog(LogKind.MEMORY);
    part = Ewig.open(Path.of("memory"), config.withFilter(Filter.parse("world a://garden/roses")));
    for (String bed : new String[] {"roses", "ferns"}) {
      server.engine().append(EventBuilder.in("a://garden/" + bed).json("{\"id\":\"one\"}"));
    }
  }

  @AfterEach
  void stop() {
    server.close();
    part.close();
  }

  private Meeting.Outcome meet(Optional<String> token) throws IOException {
    PeerUrl url = PeerUrl.parse("http://127.0.0.1:" + server.port());
    return new Meeting(
            new EngineLocal(part),
            new MemoryQuarantine(),
            Direction.BOTH,
            new HttpChannel(url, token))
        .run();
  }

  private String token(String user) {
    Tokens tokens =
        new Tokens(server.accounts(), new Secrets(new SecureRandom()), Clock.systemUTC());
    return tokens.issue(user, Scope.ALL, "60s", SecuredServer.TEST).secret();
  }

  @Test
  void anAdminsTokenBringsThePartAndNoMore() throws IOException {
    assertThat(meet(Optional.of(token("anna"))).equal()).isTrue();
    assertThat(part.get(0).payload().isHere()).isTrue();
    assertThat(part.get(1).payload().isHere()).isFalse();
  }

  @Test
  void nobodyElseGetsAnyPart() throws IOException {
    Meeting.Outcome outcome = meet(Optional.of(token("ben")));
    assertThat(outcome.refused().orElseThrow().reason()).isEqualTo(Reason.NOT_AUTHORISED);
    assertThat(part.head().size()).isZero();
  }
}
