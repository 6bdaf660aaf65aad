package io.ewig.sync.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What answers and speaks no protocol of replicas: a server that starts, a proxy, a web site. */
class OtherAnswersTest {

  private static void isSaidOf(String body, int status, String... words) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThatThrownBy(() -> new HttpChannel(PeerUrl.parse(url)).ask(new byte[10]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(url + "/main answers " + status + ": ")
          .hasMessageContainingAll(words)
          .message()
          .hasSizeLessThan(300)
          .doesNotContain("{", "\n");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theWordsOfAServerAreSaidAndNotItsJson() throws IOException {
    isSaidOf(
        "{\"error\":{\"code\":\"STARTING\",\"message\":\"the server is starting; try again\"}}",
        503,
        "the server is starting; try again");
  }

  @Test
  void ofAPageForPeopleTheBeginningIsShown() throws IOException {
    isSaidOf("<html>\nnot here" + " and nowhere".repeat(1000), 404, "<html> not here and nowhere");
  }
}
