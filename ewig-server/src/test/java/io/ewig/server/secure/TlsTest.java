package io.ewig.server.secure;

import static io.ewig.server.secure.SecuredServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.server.ServerOptions;
import io.ewig.server.socket.SocketLimits;
import io.ewig.server.tls.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  /** A ClientHello that offers TLS 1.1 at most, with ciphers that it had. */
  private static final String HELLO_OF_TLS_1_1 =
      "1603010033" + "0100002f" + "0302" + "00".repeat(32) + "00" + "0008c013c014002f0035" + "0100";

  private static final int ALERT = 0x15;

  @TempDir private static Path folder;

  private static Certificates own;
  private static Certificates other;
  private static Certificates ben;

  @BeforeAll
  static void makeCertificates() throws Exception {
    own = Certificates.make(folder, "server", "dns:localhost,ip:127.0.0.1");
    other = Certificates.make(folder, "elsewhere", "dns:elsewhere.example");
    ben = Certificates.make(folder, "ben", "dns:ben.example");
  }

  private static TlsFiles pem(Certificates certificates) {
    return new TlsFiles(
        new TlsFiles.PemFiles(certificates.certificate(), certificates.key()), Optional.empty());
  }

  private static SecuredServer serve(TlsFiles files) throws IOException {
    return new SecuredServer(options -> options.withTls(files), "anna", "ben");
  }

  private static Properties login(String... more) {
    Properties info = new Properties();
    info.put("user", "anna");
    info.put("password", PASSWORD);
    info.put("tls", "true");
    for (int i = 0; i < more.length; i += 2) {
      info.put(more[i], more[i + 1]);
    }
    return info;
  }

  private static void refused(String url, Properties info, String why) {
    assertThatThrownBy(() -> DriverManager.getConnection(url, info))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
        .hasMessageContaining(why);
  }

  private static void works(String url, Properties info) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, info)) {
      assertThat(connection.createStatement().execute("VALUES 1")).isTrue();
    }
  }

  @Test
  void aServerWhoseCertificateIsTrustedIsSpokenTo() throws Exception {
    try (SecuredServer server = serve(pem(own))) {
      works(server.url(), login("tlsCa", own.certificate().toString()));
      works("jdbc:ewig://localhost:" + server.port(), login("tlsCa", own.certificate().toString()));
    }
  }

  @Test
  void aKeyStoreWillDoAsWell() throws Exception {
    TlsFiles files =
        new TlsFiles(new TlsFiles.Store(own.store(), Certificates.PASSWORD), Optional.empty());
    try (SecuredServer server = serve(files)) {
      works(server.url(), login("tlsCa", own.certificate().toString()));
    }
  }

  @Test
  void aServerThatIsNotTrustedOrNotTheRightOneIsNot() throws Exception {
    try (SecuredServer server = serve(pem(own))) {
      refused(server.url(), login(), "no TLS with 127.0.0.1");
      refused(server.url(), login("tlsCa", other.certificate().toString()), "no TLS with");
    }
    try (SecuredServer server = serve(pem(other))) {
      refused(server.url(), login("tlsCa", other.certificate().toString()), "no TLS with");
    }
  }

  @Test
  void oneSideThatEncryptsAloneIsAClearError() throws Exception {
    try (SecuredServer server = serve(pem(own))) {
      Properties plain = login();
      plain.remove("tls");
      refused(server.url(), plain, "tls=true");
    }
    try (SecuredServer server = new SecuredServer("anna")) {
      refused(server.url(), login("tlsCa", own.certificate().toString()), "does not speak it");
    }
  }

  @Test
  void nothingOlderThanTls12IsSpoken() throws Exception {
    try (SecuredServer server = serve(pem(own));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(HexFormat.of().parseHex(HELLO_OF_TLS_1_1));
      byte[] said = socket.getInputStream().readAllBytes();
      assertThat(said).isNotEmpty();
      assertThat(said[0]).isEqualTo((byte) ALERT);
    }
  }

  @Test
  void aClientsCertificateNamesItsUser() throws Exception {
    TlsFiles files =
        new TlsFiles(
            new TlsFiles.PemFiles(own.certificate(), own.key()), Optional.of(ben.certificate()));
    try (SecuredServer server = serve(files)) {
      Properties info = new Properties();
      info.put("tls", "true");
      info.put("tlsCa", own.certificate().toString());
      info.put("tlsKeyStore", ben.store().toString());
      info.put("tlsKeyStorePassword", Certificates.PASSWORD);
      try (Connection connection = DriverManager.getConnection(server.url(), info)) {
        assertThat(connection.getMetaData().getUserName()).isEqualTo("ben");
        assertThat(connection.getMetaData().getURL()).doesNotContain(Certificates.PASSWORD);
      }
      info.put("user", "anna");
      assertThatThrownBy(() -> DriverManager.getConnection(server.url(), info))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
          .hasMessageContaining("the client's certificate is for 'ben'");
      info.put("password", PASSWORD);
      try (Connection connection = DriverManager.getConnection(server.url(), info)) {
        assertThat(connection.getMetaData().getUserName()).isEqualTo("anna");
      }
      info.remove("user");
      info.remove("password");
      info.put("tlsKeyStore", other.store().toString());
      assertThatThrownBy(() -> DriverManager.getConnection(server.url(), info))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      server.url(), login("tlsCa", own.certificate().toString())))
          .isInstanceOf(SQLException.class);
      assertThat(server.audited()).anyMatch(l -> l.contains("certificate") && l.contains("ben"));
    }
  }

  @Test
  void filesThatAreWrongAreSaidWhenTheServerStarts() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no PEM");
    Path old = Files.writeString(folder.resolve("old"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");
    assertThatThrownBy(
            () -> serve(new TlsFiles(new TlsFiles.PemFiles(text, own.key()), Optional.empty())))
        .hasMessageContaining("text holds no certificate");
    assertThatThrownBy(
            () ->
                serve(
                    new TlsFiles(new TlsFiles.PemFiles(own.certificate(), text), Optional.empty())))
        .hasMessageContaining("holds no private key");
    assertThatThrownBy(
            () ->
                serve(
                    new TlsFiles(new TlsFiles.PemFiles(own.certificate(), old), Optional.empty())))
        .hasMessageContaining("RSA PRIVATE KEY")
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(
            () -> serve(new TlsFiles(new TlsFiles.Store(own.store(), "wrong"), Optional.empty())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(own.store() + " is no PKCS #12 file that this password opens");
    assertThatThrownBy(
            () ->
                serve(
                    new TlsFiles(
                        new TlsFiles.Store(trusted(), Certificates.PASSWORD), Optional.empty())))
        .hasMessageContaining("holds no private key");
    assertThatThrownBy(
            () -> serve(new TlsFiles(new TlsFiles.PemFiles(folder, own.key()), Optional.empty())))
        .hasMessageContaining(folder + " is a folder");
  }

  /** A key store of certificates alone. */
  private static Path trusted() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    try (InputStream in = Files.newInputStream(own.certificate())) {
      keys.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      keys.store(out, Certificates.PASSWORD.toCharArray());
    }
    return file;
  }

  @Test
  void aCertificateWhoseTimeIsOverIsComplainedOf() throws Exception {
    TlsFiles files = pem(own);
    assertThat(files.validity().complaint(Instant.now())).isEmpty();
    assertThat(files.validity().complaint(Instant.now().plus(Duration.ofDays(1_000)))).isPresent();
    assertThat(files.validity().complaint(Instant.EPOCH)).isPresent();
  }

  @Test
  void aServerWhoseCertificateIsOutOfTimeSaysSoInItsHealthUntilThereIsAGoodOne() throws Exception {
    Certificates over = Certificates.make(folder, "over", "ip:127.0.0.1", "-1y");
    Path certificate = Files.copy(over.certificate(), folder.resolve("health.crt"));
    Path key = Files.copy(over.key(), folder.resolve("health.key"));
    TlsFiles files = new TlsFiles(new TlsFiles.PemFiles(certificate, key), Optional.empty());
    SocketLimits quick =
        SocketLimits.defaults().withSilence(Duration.ofMillis(20), Duration.ofSeconds(45));
    try (SecuredServer server =
        new SecuredServer(options -> options.withTls(files).withSockets(quick), "anna")) {
      assertThat(health(server)).contains("\"status\":\"certificate\"").contains("it is for 20");
      replace(certificate, own.certificate());
      replace(key, own.key());
      while (!health(server).contains("\"status\":\"ok\"")) {
        Thread.sleep(10);
      }
    }
  }

  /** As somebody asks who checks no certificate. */
  private static String health(SecuredServer server) throws Exception {
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new TrustManager[] {new TrustsAll()}, null);
    try (Socket socket =
        trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      String asked = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class TrustsAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void aCertificateIsRenewedWhileTheServerRunsAndABadOneIsNot() throws Exception {
    Path certificate = Files.copy(own.certificate(), folder.resolve("used.crt"));
    Path key = Files.copy(own.key(), folder.resolve("used.key"));
    TlsFiles files = new TlsFiles(new TlsFiles.PemFiles(certificate, key), Optional.empty());
    SocketLimits quick =
        SocketLimits.defaults().withSilence(Duration.ofMillis(20), Duration.ofSeconds(45));
    Certificates next = Certificates.make(folder, "next", "ip:127.0.0.1");
    try (SecuredServer server =
            new SecuredServer(options -> options.withTls(files).withSockets(quick), "anna");
        Connection before =
            DriverManager.getConnection(
                server.url(), login("tlsCa", own.certificate().toString()))) {
      replace(certificate, next.certificate()); // and its key is not there yet
      Thread.sleep(100);
      works(server.url(), login("tlsCa", own.certificate().toString()));

      replace(key, next.key());
      Properties trusting = login("tlsCa", next.certificate().toString());
      while (!isSpokenTo(server.url(), trusting)) {
        Thread.sleep(10);
      }
      assertThat(before.createStatement().execute("VALUES 1")).isTrue();
      Files.delete(key);
      Files.writeString(certificate, "no PEM");
      Thread.sleep(100);
      works(server.url(), trusting);
    }
  }

  private static void replace(Path file, Path by) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.move(Files.copy(by, beside), file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isSpokenTo(String url, Properties info) {
    try (Connection connection = DriverManager.getConnection(url, info)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedWhenTheServerStarts() {
    assertThatThrownBy(
            () ->
                serve(
                    new TlsFiles(
                        new TlsFiles.PemFiles(own.certificate(), other.key()), Optional.empty())))
        .hasMessageContaining("is not the key of");
  }

  @Test
  void keysOfTlsWithoutTlsAreAMistake() {
    for (String key : new String[] {"tlsCa", "tlsKeyStore", "tlsKeyStorePassword"}) {
      Properties info = new Properties();
      info.put(key, "x");
      refused("jdbc:ewig://127.0.0.1:1", info, "add tls=true");
    }
  }

  @Test
  void aFileOfTheDriverThatWillNotDoIsNamed() throws IOException {
    String missing = folder.resolve("missing.pem").toString();
    String text = Files.writeString(folder.resolve("text"), "no certificate").toString();
    refused("jdbc:ewig://127.0.0.1:1", login("tlsCa", missing), missing + ", and there is no such");
    refused("jdbc:ewig://127.0.0.1:1", login("tlsCa", text), text + ", which is no PEM file");
    refused(
        "jdbc:ewig://127.0.0.1:1",
        login("tlsKeyStore", text),
        "tlsKeyStore names " + text + ", which is no PKCS #12 file");
    refused(
        "jdbc:ewig://127.0.0.1:1",
        login("tlsKeyStorePassword", "x"),
        "a file that tlsKeyStore names, and this URL names none");
  }

  @Test
  void aKeyStoreWithoutAKeyProvesNobody() throws Exception {
    refused(
        "jdbc:ewig://127.0.0.1:1",
        login("tlsKeyStore", trusted().toString(), "tlsKeyStorePassword", Certificates.PASSWORD),
        "it holds no private key");
  }

  @Test
  void anAddressThatOthersReachTakesUsersAndTls() throws Exception {
    InetAddress all = InetAddress.getByName("0.0.0.0");
    ServerOptions local = ServerOptions.local(0);
    assertThatThrownBy(() -> local.withAddress(all)).hasMessageContaining("both users and TLS");
    assertThatThrownBy(() -> local.withTls(pem(own)).withAddress(all))
        .hasMessageContaining("add a user")
        .hasMessageNotContaining("give a certificate");
    try (SecuredServer server = new SecuredServer("anna")) {
      ServerOptions users = local.withAccounts(server.accounts());
      assertThatThrownBy(() -> users.withAddress(all))
          .hasMessageContaining("give a certificate")
          .hasMessageNotContaining("add a user");
      assertThat(users.withTls(pem(own)).withAddress(all).address()).isEqualTo(all);
    }
  }
}
