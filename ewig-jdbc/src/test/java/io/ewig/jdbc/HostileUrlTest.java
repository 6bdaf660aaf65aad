package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.jdbc.url.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A URL that somebody else has written loads no class, and leads nowhere but to its host. */
class HostileUrlTest {

  private static final String MARK = "ewig.hostile-url";

  /** Says so if it is ever initialized. */
  static final class Marker {
    static {
      System.setProperty(MARK, "initialized");
    }
  }

  /** Those of Calcite and Avatica, of which some name classes, files or other hosts. */
  private static final List<String> KEYS =
      List.of(
          ("approximateDistinctCount approximateTopN approximateDecimal nullEqualToEmpty autoTemp"
                  + " materializationsEnabled createMaterializations defaultNullCollation druidFetch"
                  + " model lex quoting quotedCasing unquotedCasing caseSensitive parserFactory"
                  + " metaTableFactory schemaFactory schemaType spark forceDecorrelate typeSystem"
                  + " conformance topDownOpt locale fun typeCoercion lenientOperatorLookup"
                  + " nullCollation factory httpclient_impl httpclient_factory serialization"
                  + " authentication avatica_user principal keytab use_client_side_lb truststore"
                  + " hostname_verification token_provider_class")
              .split(" "));

  private static final List<String> STARTS =
      List.of(
          "jdbc:ewig:mem:",
          "jdbc:ewig:mem:garden?branch=dev&readOnly=true",
          "jdbc:ewig:/tmp/garden?createIfMissing=false&durability=none",
          "jdbc:ewig://127.0.0.1:1/main?branch=dev&asOf=2026-01-31T12:00:00Z",
          "jdbc:ewig://[::1]:8765/garden?user=anna&password=secret&tls=true");

  private static final int URLS = "long".equals(System.getProperty("ewig.tier")) ? 100_000 : 2_000;

  @Test
  void noKeyOfAnotherDriverIsTakenAndNoneLoadsAClass() {
    for (String key : KEYS) {
      for (String url : List.of("jdbc:ewig:mem:", "jdbc:ewig://127.0.0.1:1")) {
        assertThat(catching(url + "?" + key + "=" + Marker.class.getName()))
            .as(key)
            .contains(key)
            .doesNotContain("no answer");
      }
    }
    assertThat(System.getProperty(MARK)).isNull();
  }

  private static String catching(String url) {
    try {
      DriverManager.getConnection(url).close();
      return "";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** What is refused is refused with a SQLSTATE; nothing is loaded, and nobody is called. */
  @Test
  void urlsThatMakeNoSenseAreRefusedAsSuch() {
    Random random = new Random(20_261_122);
    for (int i = 0; i < URLS; i++) {
      String url = mutated(STARTS.get(random.nextInt(STARTS.size())), random);
      if (!Target.isOurs(url)) {
        continue; // another driver's
      }
      try {
        assertThat(Target.parse(url, new Properties()).url()).startsWith("jdbc:ewig:");
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(url).matches("[0-9A-Z]{5}");
        assertThat(e.getMessage()).as(url).isNotBlank().doesNotContain("Exception");
      }
    }
    assertThat(System.getProperty(MARK)).isNull();
  }

  private static String mutated(String start, Random random) {
    StringBuilder url = new StringBuilder(start);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(url.length());
      switch (random.nextInt(5)) {
        case 0 -> url.setCharAt(at, (char) random.nextInt(0x250));
        case 1 -> url.insert(at, "%&=?;/:@[]#\\\0".charAt(random.nextInt(13)));
        case 2 -> url.delete(at, Math.min(url.length() - 1, at + random.nextInt(9)));
        case 3 ->
            url.append('&')
                .append(KEYS.get(random.nextInt(KEYS.size())))
                .append('=')
                .append(Marker.class.getName());
        default -> url.insert(at, start, random.nextInt(start.length()), start.length());
      }
    }
    return url.toString();
  }

  @Test
  void noRedirectIsFollowed() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, here);
        ServerSocket second = new ServerSocket(0, 1, here)) {
      Thread answering = new Thread(() -> redirect(first, second.getLocalPort()));
      answering.start();
      fails(
          "08004",
          () -> DriverManager.getConnection("jdbc:ewig://127.0.0.1:" + first.getLocalPort()));
      answering.join();
      second.setSoTimeout(50);
      assertThatThrownBy(second::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static void redirect(ServerSocket server, int to) {
    try (Socket socket = server.accept()) {
      String answer =
          "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:"
              + to
              + "/\r\nContent-Length: 0\r\n\r\n";
      assertThat(socket.getInputStream().read()).isPositive();
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
