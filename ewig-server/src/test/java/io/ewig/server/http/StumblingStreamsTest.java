package io.ewig.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.wire.StreamFrame;
import io.ewig.server.stream.Due;
import io.ewig.server.stream.Watch;
import io.ewig.server.user.Principal;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections in frames when the server has no memory, or worse: nobody waits for ever. */
class StumblingStreamsTest {

  private static final int SILENCE_MILLIS = 30_000;
  private static final String UNPAYABLE = "late";

  private final AtomicInteger admittedMax = new AtomicInteger(Integer.MAX_VALUE);
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private HttpServer server;

  /**
   * Gives back what it gets; but one message is too much for the JVM, and so is the answer to
   * another.
   */
  private final class Frail implements Calls {
    @Override
    public Due<HttpAnswer> answer(Principal principal, byte[] message, Watch watch) {
      String text = new String(message, StandardCharsets.UTF_8);
      watch.onEnd(() -> ended.add(text));
      if (text.equals("die")) {
        throw new InternalError("of a test");
      }
      Due<byte[]> due = text.equals(UNPAYABLE) ? new Unpayable() : Due.now(message);
      return due.as(bytes -> new HttpAnswer(HttpAnswer.OK, "text/plain", bytes));
    }
  }

  /** An answer that has to wait, and then cannot be made. */
  private static final class Unpayable implements Due<byte[]> {
    @Override
    public boolean mustWait() {
      return true;
    }

    @Override
    public byte[] await() {
      throw new InternalError("of a test");
    }
  }

  @BeforeEach
  void start() throws IOException {
    Doorkeeper doorkeeper =
        caller -> {
          if (admittedMax.getAndDecrement() <= 0) {
            throw new OutOfMemoryError("of a test");
          }
          return new Doorkeeper.Admitted(Principal.ANYBODY);
        };
    server = HttpServer.listen(InetAddress.getLoopbackAddress(), 0, HttpLimits.defaults(), null);
    server.serve(new Services(doorkeeper, new Frail(), new Paths(), Traffic.UNSEEN));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** One that has gone on in frames. */
  private final class Client implements AutoCloseable {
    private final Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    private final DataInputStream in = new DataInputStream(socket.getInputStream());

    Client() throws IOException {
      socket.setSoTimeout(SILENCE_MILLIS);
      String call =
          "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: "
              + StreamFrame.PROTOCOL
              + "\r\nContent-Length: 5\r\n\r\nhello";
      socket.getOutputStream().write(call.getBytes(StandardCharsets.UTF_8));
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        head += (char) in.readByte();
      }
      assertThat(head).startsWith("HTTP/1.1 101");
      assertThat(answer().status()).isEqualTo(HttpAnswer.OK);
    }

    void ask(String text) throws IOException {
      byte[] message = text.getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(StreamFrame.request(message));
    }

    StreamFrame.AnswerHead answer() throws IOException {
      byte[] head = new byte[StreamFrame.ANSWER_HEAD_BYTES];
      in.readFully(head);
      StreamFrame.AnswerHead said = StreamFrame.AnswerHead.read(head);
      in.skipNBytes(said.messageBytes());
      return said;
    }

    boolean isHungUp() throws IOException {
      return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void whoMeetsAnErrorIsHungUpOnAndOthersAreServed() throws IOException {
    try (Client other = new Client();
        Client client = new Client()) {
      client.ask("die");
      assertThat(client.isHungUp()).isTrue();
      other.ask("goes on");
      assertThat(other.answer().status()).isEqualTo(HttpAnswer.OK);
    }
  }

  @Test
  void anErrorBehindAnAnswerThatHadToWaitHangsUpToo() throws IOException {
    try (Client other = new Client();
        Client client = new Client()) {
      client.ask(UNPAYABLE);
      assertThat(client.isHungUp()).isTrue();
      other.ask("goes on");
      assertThat(other.answer().status()).isEqualTo(HttpAnswer.OK);
    }
  }

  @Test
  void aDoorkeeperWithoutMemoryLetsNobodyInAndSaysSo() throws IOException {
    try (Client client = new Client()) {
      admittedMax.set(0);
      client.ask("hello");
      StreamFrame.AnswerHead refusal = client.answer();
      assertThat(refusal.status()).isEqualTo(HttpAnswer.UNAVAILABLE);
      assertThat(refusal.sqlState()).isEqualTo("53200");
      admittedMax.set(Integer.MAX_VALUE);
      client.ask("hello");
      assertThat(client.answer().status()).isEqualTo(HttpAnswer.OK);
    }
  }

  @Test
  void theCallThatTheConnectionBeganWithHearsOfItsEndUnlessALaterOneDoes() throws Exception {
    new Client().close();
    assertThat(ended.poll(SILENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo("hello");
    try (Client client = new Client()) {
      client.ask("and on");
      client.answer();
    }
    assertThat(ended.poll(SILENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo("and on");
  }
}
