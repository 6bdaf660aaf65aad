package io.ewig.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files. */
final class Pem {

  /** A chain has three or four certificates, of some 2 KiB. */
  private static final int BYTES_MAX = 1024 * 1024;

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");

  private static final Pattern OTHER_KEY =
      Pattern.compile("-----BEGIN ((?:RSA|EC|ENCRYPTED) PRIVATE KEY)-----");

  private Pem() {}

  static X509Certificate[] certificates(Path file) throws IOException {
    try {
      List<X509Certificate> found = new ArrayList<>();
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(bytes(file)))
          .forEach(certificate -> found.add((X509Certificate) certificate));
      if (found.isEmpty()) {
        throw new IOException(file + " holds no certificate; it has to be a PEM file");
      }
      return found.toArray(X509Certificate[]::new);
    } catch (CertificateException e) {
      throw new IOException(file + " holds no certificates that can be read as PEM", e);
    }
  }

  static PrivateKey key(Path file) throws IOException {
    byte[] bytes = bytes(file);
    try {
      return key(file, new String(bytes, StandardCharsets.ISO_8859_1));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static PrivateKey key(Path file, String text) throws IOException {
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      Matcher other = OTHER_KEY.matcher(text);
      throw new IOException(
          file
              + (other.find() ? " holds an " + other.group(1) : " holds no private key")
              + "; it has to be PKCS #8 without a passphrase:"
              + " openssl pkcs8 -topk8 -nocrypt -in old.key -out new.key");
    }
    byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
    IOException none = new IOException(file + " holds a key that is neither of " + ALGORITHMS);
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException ofAnother) {
        none.addSuppressed(ofAnother);
      }
    }
    throw none;
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, and no PEM file");
    }
    if (Files.size(file) > BYTES_MAX) {
      throw new IOException(file + " is no PEM file: it has more than " + BYTES_MAX + " bytes");
    }
    return Files.readAllBytes(file);
  }
}
