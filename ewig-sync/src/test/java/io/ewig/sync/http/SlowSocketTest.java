package io.ewig.sync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer that comes slowly is waited for, and one that stops is not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowSocketTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int PARTS = 13; // which take longer than the patience, together

  private final CountDownLatch isOver = new CountDownLatch(1);

  /** Opens a socket and sends some parts of one answer, with a pause before each. */
  private Void answers(ServerSocket server, int parts) throws Exception {
    try (Socket client = server.accept()) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      LateSocketTest.open(in, out);
      for (int i = 0; i < parts; i++) {
        Thread.sleep(PAUSE.toMillis());
        int last = i == PARTS - 1 ? 0x80 : 0;
        int kind = i == 0 ? 2 : 0; // binary, and what goes on with it
        out.write(new byte[] {(byte) (last | kind), 1, (byte) i});
        out.flush();
      }
      isOver.await();
    }
    return null;
  }

  private byte[] ask(int parts) throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SocketChannel channel =
            new SocketChannel(
                PeerUrl.parse("ws://127.0.0.1:" + server.getLocalPort()),
                Optional.empty(),
                new Patience(PATIENCE))) {
      Future<Void> answered = threads.submit(() -> answers(server, parts));
      try {
        return channel.ask(new byte[0]);
      } finally {
        isOver.countDown();
        answered.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatComesSlowlyIsWaitedFor() throws Exception {
    assertThat(ask(PARTS)).hasSize(PARTS);
  }

  @Test
  void whatStopsIsGivenUp() {
    assertThatThrownBy(() -> ask(PARTS - 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gives no answer");
  }
}
