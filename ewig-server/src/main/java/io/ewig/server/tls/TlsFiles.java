package io.ewig.server.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a server's key and certificates are.
 *
 * @param clientCa whom to trust that clients are who they are; empty: clients need no certificate
 */
public record TlsFiles(Own own, Optional<Path> clientCa) {

  /** The server's own certificate, with its key. */
  public sealed interface Own {}

  /** Two PEM files: the certificate and those that vouch for it; the key as PKCS #8. */
  public record PemFiles(Path certificates, Path key) implements Own {}

  /** A PKCS #12 key store. */
  public record Store(Path file, String password) implements Own {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * Reads them all.
   *
   * @throws IOException if one is missing, or is not what it should be; says which
   */
  public SSLContext context() throws IOException {
    char[] password = password();
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore(password), password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(own + " cannot be used for TLS: " + e.getMessage(), e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** What tells these files from those that lie there later under the same names. */
  public List<String> stamp() {
    List<Path> files = new ArrayList<>();
    if (own instanceof PemFiles pem) {
      files.add(pem.certificates());
      files.add(pem.key());
    } else if (own instanceof Store store) {
      files.add(store.file());
    }
    clientCa.ifPresent(files::add);
    return files.stream().map(TlsFiles::stamp).toList();
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return "not there";
    }
  }

  private char[] password() {
    return own instanceof Store store ? store.password().toCharArray() : new char[0];
  }

  private KeyStore keyStore(char[] password) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    if (own instanceof Store store) {
      load(keys, store.file(), password);
      return keys;
    }
    PemFiles files = (PemFiles) own;
    keys.load(null, null);
    X509Certificate[] chain = Pem.certificates(files.certificates());
    PrivateKey key = Pem.key(files.key());
    if (!KeyPairs.belongTogether(key, chain[0].getPublicKey())) {
      throw new IOException(files.key() + " is not the key of " + files.certificates());
    }
    keys.setKeyEntry("server", key, password, chain);
    return keys;
  }

  private static void load(KeyStore keys, Path file, char[] password)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, password);
    } catch (FileSystemException e) {
      throw e; // names the file
    } catch (IOException e) {
      throw new IOException(
          file + " is no PKCS #12 file that this password opens: " + e.getMessage(), e);
    }
    if (ownCertificate(keys).isEmpty()) {
      throw new IOException(
          file + " holds no private key with its certificate, so nothing that a server can show");
    }
  }

  private static Optional<X509Certificate> ownCertificate(KeyStore keys) throws KeyStoreException {
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate own) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }

  /**
   * When clients may trust the server's own certificate.
   *
   * @throws IOException as {@link #context}
   */
  public Validity validity() throws IOException {
    char[] password = password();
    try {
      return ownCertificate(keyStore(password))
          .map(Validity::of)
          .orElseThrow(() -> new IOException(own + " holds no certificate"));
    } catch (GeneralSecurityException e) {
      throw new IOException(own + " cannot be used for TLS: " + e.getMessage(), e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private TrustManager[] trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    int count = 0;
    if (clientCa.isPresent()) {
      for (X509Certificate certificate : Pem.certificates(clientCa.get())) {
        trusted.setCertificateEntry("ca" + ++count, certificate);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return count == 0 ? new TrustManager[0] : trust.getTrustManagers();
  }
}
