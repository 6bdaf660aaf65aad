package io.ewig.server.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a socket is listened to, and when it is cut. */
class SocketTest {

  private static final long ROOM_BYTES = 1 << 20;
  private static final int QUEUED_MAX = 10;

  private static final SocketLimits LIMITS =
      SocketLimits.defaults()
          .withBytesMax(1_000, QUEUED_MAX)
          .withSilence(Duration.ofSeconds(15), Duration.ofSeconds(45));

  /** What Jetty has of a client: what is sent to it stays on its way. */
  private static final class Wire extends CoreSession.Empty {
    private final List<Byte> sent = new ArrayList<>();
    private final Queue<OutgoingEntry> underWay = new ArrayDeque<>();
    private boolean isCut;

    @Override
    public void sendFrame(OutgoingEntry entry) {
      sent.add(entry.getFrame().getOpCode());
      underWay.add(entry);
    }

    /** All that is on its way by now arrives. */
    private void arrive() {
      for (int left = underWay.size(); left > 0; left--) {
        underWay.remove().getCallback().succeeded();
      }
    }

    @Override
    public void close(int code, String reason, Callback callback) {
      sent.add(OpCode.CLOSE);
    }

    @Override
    public void abort() {
      isCut = true;
    }
  }

  private static final class Heard implements Talk {
    private final List<String> texts = new ArrayList<>();
    private boolean isOver;

    @Override
    public void begin(Line line) {
      line.say("hello");
    }

    @Override
    public void text(String message) {
      texts.add(message);
    }

    @Override
    public void bytes(byte[] message) {
      throw new AssertionError("no test speaks in bytes here");
    }

    @Override
    public int bytesMax() {
      return 0;
    }

    @Override
    public void end() {
      isOver = true;
    }
  }

  private final Wire wire = new Wire();
  private final Heard talk = new Heard();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<Socket> left = new ArrayList<>();
  private long seconds;
  private Socket socket;

  @BeforeEach
  void open() {
    socket =
        new Socket(talk, LIMITS, new Room(ROOM_BYTES), () -> nanos(seconds), left::add, later::add);
    socket.onOpen(wire, Callback.NOOP);
  }

  private static long nanos(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private void hear(byte opCode, String payload) {
    socket.onFrame(new Frame(opCode, payload), Callback.NOOP);
  }

  private void watchAt(long second) {
    seconds = second;
    socket.watch(nanos(second));
  }

  @Test
  void whoWasHungUpOnIsNotListenedToAnyMore() {
    hear(OpCode.TEXT, "before");
    socket.hangUp(Line.Goodbye.NOT_ALLOWED, "you may not be here any more");
    hear(OpCode.TEXT, "after");
    socket.onFrame(new Frame(OpCode.TEXT, "af").setFin(false), Callback.NOOP);
    hear(OpCode.CONTINUATION, "ter");
    assertThat(talk.texts).containsExactly("before");
  }

  @Test
  void whoDoesNotHangUpAsWellIsCutOffHoweverMuchItSays() {
    socket.hangUp(Line.Goodbye.NOT_ALLOWED, "you may not be here any more");
    for (int second = 1; second < 45; second++) {
      watchAt(second);
      hear(OpCode.TEXT, "still here");
      assertThat(wire.isCut).isFalse();
    }
    watchAt(45);
    assertThat(wire.isCut).isTrue();
    assertThat(left).containsExactly(socket);
  }

  @Test
  void whoSaysNothingAndDoesNotAnswerIsCutOff() {
    for (int second = 1; second < 45; second++) {
      watchAt(second);
      assertThat(wire.isCut).isFalse();
    }
    watchAt(45);
    assertThat(wire.isCut).isTrue();
  }

  @Test
  void whoAnswersStays() {
    for (int second = 1; second < 200; second++) {
      watchAt(second);
      if (second % 40 == 0) {
        hear(OpCode.PONG, "");
      }
    }
    assertThat(wire.isCut).isFalse();
  }

  /** As when the one who watches had to wait for something else. */
  @Test
  void whoWasNotAskedIsNotCutOff() {
    watchAt(100);
    assertThat(wire.isCut).isFalse();
    assertThat(wire.sent).containsExactly(OpCode.TEXT, OpCode.PING);
    watchAt(129);
    assertThat(wire.isCut).isFalse();
    watchAt(130);
    assertThat(wire.isCut).isTrue();
  }

  @Test
  void whoTakesInOneLongMessageIsNotCutOffByAQuestionOrAnAnswer() {
    wire.arrive();
    socket.say("x".repeat(2 * QUEUED_MAX));
    watchAt(15);
    hear(OpCode.PING, "?");
    assertThat(wire.isCut).isFalse();
    assertThat(wire.sent).containsExactly(OpCode.TEXT, OpCode.TEXT, OpCode.PING, OpCode.PONG);
  }

  @Test
  void aPingOfNothingIsAnswered() {
    socket.onFrame(new Frame(OpCode.PING), Callback.NOOP);
    assertThat(wire.sent).containsExactly(OpCode.TEXT, OpCode.PONG);
  }

  @Test
  void ofManyPingsTheLastIsAnsweredWhenTheAnswerBeforeHasArrived() {
    for (int i = 1; i <= 1_000; i++) {
      hear(OpCode.PING, "ping " + i);
    }
    assertThat(wire.sent).containsExactly(OpCode.TEXT, OpCode.PONG);
    wire.arrive();
    assertThat(wire.sent).containsExactly(OpCode.TEXT, OpCode.PONG, OpCode.PONG);
    assertThat(wire.underWay.remove().getFrame().getPayloadAsUTF8()).isEqualTo("ping 1000");
  }

  /** Who says something to many holds what they share; the end of a talk may take long. */
  @Test
  void whoSaysTooMuchToOneDoesNotWaitForTheEndOfItsTalk() {
    socket.say("x".repeat(QUEUED_MAX));
    assertThat(wire.isCut).isTrue();
    assertThat(left).containsExactly(socket);
    assertThat(talk.isOver).isFalse();
    later.remove().run();
    assertThat(talk.isOver).isTrue();
    socket.onClosed(null, Callback.NOOP);
    assertThat(later).isEmpty();
  }
}
