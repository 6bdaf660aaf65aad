package io.ewig.server.word;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.CallWriter;
import io.ewig.jdbc.wire.Envelope;
import io.ewig.jdbc.wire.ReplyReader;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.session.Sessions;
import io.ewig.server.session.TestSessions;
import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients whose connection ends before it is known whether they have heard of their session. */
class UnheardOpeningTest {

  private final Ewig engine = Ewig.inMemory();
  private final Sessions sessions = TestSessions.of(engine, null, SessionLimits.defaults());
  private final Words words = new Words(sessions, new Refusal());
  private final Connection connection = new Connection();

  /** Ends when it is told to. */
  private static final class Connection implements Watch {
    private Runnable onEnd = () -> {};

    @Override
    public void onGone(Runnable action) {}

    @Override
    public void onEnd(Runnable action) {
      onEnd = action;
    }

    void end() {
      onEnd.run();
    }
  }

  @AfterEach
  void close() {
    sessions.close();
    engine.close();
  }

  private Response ask(String session, Request request) throws MalformedException {
    byte[] message = CallWriter.write(new Call(session, List.of(), request));
    byte[] reply = words.answer(Principal.ANYBODY, Envelope.read(message), connection).await();
    return ReplyReader.read(reply).response();
  }

  private String open() throws MalformedException {
    Request.Open open = new Request.Open(Request.Open.VERSION, "", Map.of());
    return ((Response.Opened) ask("", open)).session();
  }

  @Test
  void aSessionOfWhichNothingWasAskedEndsWithTheConnection() throws MalformedException {
    String session = open();
    assertThat(sessions.count()).isEqualTo(1);
    connection.end();
    assertThat(sessions.count()).isZero();
    assertThat(ask(session, new Request.Ping()))
        .isInstanceOfSatisfying(
            Response.Failed.class, failed -> assertThat(failed.isSessionLost()).isTrue());
  }

  @Test
  void oneThatWasUsedIsThereForAnotherConnection() throws MalformedException {
    String session = open();
    ask(session, new Request.Ping());
    connection.end();
    assertThat(ask(session, new Request.Ping())).isInstanceOf(Response.Done.class);
  }

  @Test
  void oneThatWasUsedFromAnotherConnectionStaysToo() throws Exception {
    String session = open();
    sessions.find(Principal.ANYBODY, session);
    connection.end();
    assertThat(sessions.count()).isEqualTo(1);
  }
}
