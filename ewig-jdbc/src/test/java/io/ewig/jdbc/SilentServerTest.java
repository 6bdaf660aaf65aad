package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host that accepts whoever comes, and never says a word, is not waited for without an end. */
@Timeout(60)
class SilentServerTest {

  private ServerSocket silent;
  private String url;

  @BeforeEach
  void listen() throws IOException {
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    url = "jdbc:ewig://127.0.0.1:" + silent.getLocalPort();
  }

  @AfterEach
  void hangUp() throws IOException {
    silent.close();
  }

  @Test
  void isGivenUpAfterTheLoginTimeout() {
    assertThat(fails("08001", () -> DriverManager.getConnection(url + "?loginTimeoutMillis=100")))
        .hasMessageContaining(String.valueOf(silent.getLocalPort()))
        .hasMessageContaining("loginTimeoutMillis");
  }

  @Test
  void isGivenUpAfterTheLoginTimeoutOfADataSource() {
    EwigDataSource source = new EwigDataSource();
    source.setUrl(url);
    source.setLoginTimeout(1);
    fails("08001", source::getConnection);
  }

  @Test
  void isGivenUpAfterTheSocketTimeoutIfThatIsShorter() {
    fails("08001", () -> DriverManager.getConnection(url + "?socketTimeoutMillis=100"));
  }

  @Test
  void isGivenUpBeforeItSpeaksTls() {
    fails("08001", () -> DriverManager.getConnection(url + "?tls=true&connectTimeoutMillis=100"));
  }

  @Test
  void timeoutsAreWholeNumbers() {
    assertThat(fails("08001", () -> DriverManager.getConnection(url + "?loginTimeoutMillis=10s")))
        .hasMessageContaining("loginTimeoutMillis")
        .hasMessageContaining("whole number");
  }
}
