package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas meet by the binary messages of a socket, beside its texts. */
class SyncSocketTest {

  private final Ewig there = Ewig.inMemory();
  private final Ewig here = Ewig.inMemory();
  private EwigServer server;

  @BeforeEach
  void start() throws IOException {
    server = EwigServer.start(there, ServerOptions.local(0));
  }

  @AfterEach
  void stop() {
    server.close();
    there.close();
    here.close();
  }

  private static void write(Ewig db, String world, int events) {
    for (int i = 0; i < events; i++) {
      db.append(
          EventBuilder.in(world)
              .type("StateChanged")
              .payload(("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8)));
    }
  }

  private Meeting.Outcome meet(TestSocket socket) throws IOException {
    return new Meeting(
            new EngineLocal(here),
            new MemoryQuarantine(),
            Direction.BOTH,
            body -> socket.sayBytes(body).nextBytes())
        .run();
  }

  @Test
  void twoReplicasBecomeEqualOverASocketThatSpeaksTextAsWell() throws IOException {
    write(there, "a://garden", 30);
    write(here, "a://meadow", 20);
    try (TestSocket socket = TestSocket.open(server.address().getPort(), "/ws")) {
      Meeting.Outcome outcome = meet(socket);
      assertThat(here.replica().root()).isEqualTo(there.replica().root());
      assertThat(outcome.moved()).isTrue();
      socket.say("{\"type\":\"ping\",\"id\":\"p\"}");
      assertThat(socket.next("pong").get("id")).hasToString("\"p\"");
      assertThat(meet(socket).moved()).isFalse();
    }
  }

  @Test
  void whatIsNoFrameIsRefusedWithItsReason() {
    try (TestSocket socket = TestSocket.open(server.address().getPort(), "/ws")) {
      byte[] answer = socket.sayBytes((byte) 1, (byte) 2, (byte) 3).nextBytes();
      assertThat(MessageReader.readAll(answer))
          .singleElement()
          .isInstanceOfSatisfying(
              Message.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.MALFORMED));
    }
  }
}
