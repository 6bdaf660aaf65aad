package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.log.Randoms;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import io.ewig.server.http.HttpLimits;
import io.ewig.server.socket.SocketLimits;
import io.ewig.sync.http.Channels;
import io.ewig.sync.http.PeerUrl;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Channel;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas meet by the binary messages of a socket, beside its texts. */
class SyncSocketTest {

  private static final int LARGE_EVENTS = 20;
  private static final int LARGE_BYTES = 800_000;

  private static final int SMALL_ROOM = 2 << 20;
  private static final int TRY_LATER = 1013;

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

  private Meeting meeting(Channel channel) {
    return new Meeting(new EngineLocal(here), new MemoryQuarantine(), Direction.BOTH, channel);
  }

  private Meeting.Outcome meet(TestSocket socket) throws IOException {
    return meeting(body -> socket.sayBytes(body).nextBytes()).run();
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

  /** Windows are longer than a text may be, both ways. */
  @Test
  void longHistoriesGoBothWays() throws IOException {
    Randoms random = new Randoms(1);
    for (int i = 0; i < LARGE_EVENTS; i++) {
      there.append(EventBuilder.in("a://garden").payload(random.bytes(LARGE_BYTES)));
      here.append(EventBuilder.in("a://meadow").payload(random.bytes(LARGE_BYTES)));
    }
    PeerUrl url = PeerUrl.parse("ws://127.0.0.1:" + server.address().getPort());
    try (Channel channel = Channels.to(url, Optional.empty())) {
      Meeting meeting = meeting(channel);
      Meeting.Outcome outcome = meeting.run();
      meeting.close();
      assertThat(outcome.equal()).isTrue();
      assertThat(outcome.sent()).isEqualTo(LARGE_EVENTS);
      assertThat(outcome.received()).isEqualTo(LARGE_EVENTS);
      assertThat(meeting(channel).run().moved()).isFalse();
    }
  }

  @Test
  void whoGoesOnAfterTheServerHasGoneIsToldAndIsServedByTheNextOne() throws IOException {
    int port = server.address().getPort();
    PeerUrl url = PeerUrl.parse("ws://127.0.0.1:" + port);
    try (Channel channel = Channels.to(url, Optional.empty())) {
      assertThat(meeting(channel).run().equal()).isTrue();
      server.close();
      write(here, "a://meadow", 1);
      assertThatThrownBy(() -> meeting(channel).run()).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> meeting(channel).run())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nobody answers at ws://127.0.0.1:" + port);
      server = EwigServer.start(there, ServerOptions.local(port));
      assertThat(meeting(channel).run().equal()).isTrue();
    }
  }

  @Test
  void aSocketThatIsRefusedSaysSo() {
    PeerUrl url = PeerUrl.parse("ws://127.0.0.1:" + server.address().getPort() + "/nowhere");
    try (Channel channel = Channels.to(url, Optional.empty())) {
      assertThatThrownBy(() -> meeting(channel).run()).hasMessageContaining("it answers 404");
    }
  }

  /** Memory for long messages is that for requests; what one has used is there again for others. */
  @Test
  void aLongMessageIsTakenAsLongAsThereIsMemory() throws IOException {
    server.close();
    HttpLimits usual = HttpLimits.defaults();
    HttpLimits few =
        new HttpLimits(
            usual.bodyBytesMax(),
            SMALL_ROOM,
            usual.headerBytesMax(),
            usual.connectionsMax(),
            usual.threadsMax(),
            usual.silence(),
            usual.rest(),
            usual.stop());
    server = EwigServer.start(there, ServerOptions.local(0).withHttp(few));
    for (int i = 0; i < 5; i++) {
      try (TestSocket socket = TestSocket.open(server.address().getPort(), "/ws")) {
        byte[] answer = socket.sayBytes(new byte[SMALL_ROOM]).nextBytes();
        assertThat(MessageReader.readAll(answer).get(0)).isInstanceOf(Message.Refused.class);
      }
      TestSocket tooMuch = TestSocket.open(server.address().getPort(), "/ws");
      tooMuch.sayBytes(new byte[SMALL_ROOM + SocketLimits.defaults().messageBytesMax() + 1]);
      assertThat(tooMuch.awaitClosed()).isEqualTo(TRY_LATER);
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
