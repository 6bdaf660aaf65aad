package io.ewig.sync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.sync.protocol.FrameFormat;
import io.ewig.sync.session.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that begins an answer, and then says nothing more, as if a cable had been cut. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CutAnswersTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final CountDownLatch isAnswering = new CountDownLatch(1);
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private HttpChannel channel(Duration patience) {
    PeerUrl url = PeerUrl.parse("http://127.0.0.1:" + server.getLocalPort());
    return new HttpChannel(url, Optional.empty(), new Patience(patience));
  }

  /** Says that, and waits until the client hangs up, which it says is so. */
  private Future<Boolean> answers(String answer) {
    return threads.submit(
        () -> {
          try (Socket client = server.accept()) {
            InputStream in = client.getInputStream();
            String asked = "";
            while (!asked.contains("\r\n\r\n")) {
              asked += (char) in.read();
            }
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            isAnswering.countDown();
            try {
              in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException isReset) {
              return true;
            }
            return true;
          }
        });
  }

  private static String begun(int length, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: "
        + FrameFormat.CONTENT_TYPE
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  @Test
  void theRestIsNotWaitedForWithoutAnEndAndTheConnectionIsLetGo() throws Exception {
    Future<Boolean> isLetGo = answers(begun(100, "half"));
    assertThatThrownBy(() -> channel(SHORT).ask(new byte[10]))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("127.0.0.1", "4 bytes came", "PT");
    assertThat(isLetGo.get()).isTrue();
  }

  @Test
  void aSilentServerIsGivenUpToo() throws Exception {
    Future<Boolean> isLetGo = answers("");
    assertThatThrownBy(() -> channel(SHORT).ask(new byte[10]))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("127.0.0.1", "says nothing for PT");
    assertThat(isLetGo.get()).isTrue();
  }

  @Test
  void anAnswerThatNobodyWantsLetsTheConnectionGo() throws Exception {
    Future<Boolean> isLetGo = answers(begun(100, "half"));
    Channel.Answer answer = channel(LONG).begin(new byte[10]);
    isAnswering.await();
    answer.abandon();
    assertThat(isLetGo.get()).isTrue();
  }

  @Test
  void whoeverIsInterruptedLetsItGo() throws Exception {
    Future<Boolean> isLetGo = answers(begun(100, "half"));
    Channel.Answer answer = channel(LONG).begin(new byte[10]);
    isAnswering.await();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(answer::await).hasMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(isLetGo.get()).isTrue();
  }

  @Test
  void anAnswerThatComesIsWhole() throws Exception {
    Future<Boolean> isLetGo =
        answers(begun(10, "0123456789").replace("OK\r\n", "OK\r\nConnection: close\r\n"));
    assertThat(channel(LONG).ask(new byte[10])).asString().isEqualTo("0123456789");
    assertThat(isLetGo.get()).isTrue();
  }
}
