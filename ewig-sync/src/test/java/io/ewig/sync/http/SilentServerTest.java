package io.ewig.sync.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that takes connections, and says nothing. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SilentServerTest {

  @Test
  void aSocketThatItDoesNotOpenIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SocketChannel channel =
            new SocketChannel(
                PeerUrl.parse("ws://127.0.0.1:" + silent.getLocalPort()),
                Optional.empty(),
                new Patience(Duration.ofMillis(300)))) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> channel.ask(new byte[10]))
            .isInstanceOf(IOException.class)
            .hasMessageContainingAll("127.0.0.1", "opens no socket for PT");
      }
    }
  }
}
