package io.ewig.jdbc.remote;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a connection, and makes sure that the other end is the host that it should be; any
 * thread. Nothing switches the checks off.
 */
final class TlsClient {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SSLSocketFactory sockets;

  private TlsClient(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  /** What a URL asks for; null for a connection in the clear. */
  static @Nullable TlsClient of(Target target) throws SQLException {
    if (!target.isOn(Property.TLS)) {
      for (Property key : Property.OF_TLS) {
        if (key != Property.TLS && target.given(key).isPresent()) {
          throw SqlState.CANNOT_CONNECT.error(
              key.key() + " says how TLS is spoken, which this URL does not ask for; add tls=true");
        }
      }
      return null;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(target), trust(target.given(Property.TLS_CA)), null);
      return new TlsClient(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw SqlState.CANNOT_CONNECT.error("this JVM speaks no TLS: " + e.getMessage(), e);
    }
  }

  /** How a file is understood. */
  private interface Reading<T> {
    T read(Path file) throws IOException, GeneralSecurityException;
  }

  /** What the file has that a key names. */
  private static <T> T read(Property key, String file, String kind, Reading<T> reading)
      throws SQLException {
    try {
      return reading.read(Path.of(file));
    } catch (NoSuchFileException e) {
      throw SqlState.CANNOT_CONNECT.error(
          key.key() + " names " + file + ", and there is no such file", e);
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw SqlState.CANNOT_CONNECT.error(
          key.key() + " names " + file + ", which is no " + kind + ": " + e.getMessage(), e);
    }
  }

  /** Null stands for whom the JVM trusts. */
  private static TrustManager @Nullable [] trust(Optional<String> file) throws SQLException {
    return file.isEmpty()
        ? null
        : read(Property.TLS_CA, file.get(), "PEM file of certificates", TlsClient::authorities);
  }

  private static TrustManager[] authorities(Path file)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    int count = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca" + ++count, one);
      }
    }
    if (count == 0) {
      throw new IOException("it holds none");
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(Target target) throws SQLException {
    Optional<String> file = target.given(Property.TLS_KEY_STORE);
    char[] password = target.value(Property.TLS_KEY_STORE_PASSWORD).orElse("").toCharArray();
    if (file.isEmpty() && target.given(Property.TLS_KEY_STORE_PASSWORD).isPresent()) {
      throw SqlState.CANNOT_CONNECT.error(
          "tlsKeyStorePassword opens a file that tlsKeyStore names, and this URL names none");
    }
    return file.isEmpty()
        ? null
        : read(
            Property.TLS_KEY_STORE,
            file.get(),
            "PKCS #12 file that tlsKeyStorePassword opens",
            path -> own(path, password));
  }

  private static KeyManager[] own(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    boolean hasKey = false;
    for (String alias : Collections.list(store.aliases())) {
      hasKey |= store.isKeyEntry(alias);
    }
    if (!hasKey) {
      throw new IOException("it holds no private key, so nothing to prove who one is");
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    return keys.getKeyManagers();
  }

  /**
   * @param plain a socket that is connected; it is closed with the one that comes of it
   * @param host who has to be there
   */
  Socket around(Socket plain, String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(PROTOCOLS);
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
      return socket;
    } catch (SSLHandshakeException e) {
      socket.close();
      throw new IOException(
          "no TLS with "
              + host
              + ", whose certificate has to be for that name and from somebody whom the JVM, or the"
              + " file that tlsCa names, trusts: "
              + e.getMessage(),
          e);
    } catch (SSLException e) {
      socket.close();
      throw new IOException(
          "no TLS with " + host + ": what answers at port " + port + " does not speak it", e);
    }
  }
}
