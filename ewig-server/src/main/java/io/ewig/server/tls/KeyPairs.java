package io.ewig.server.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether a private and a public key are two halves of one. */
final class KeyPairs {

  private static final byte[] TEXT = "who signs this?".getBytes(StandardCharsets.UTF_8);

  private KeyPairs() {}

  static boolean belongTogether(PrivateKey secret, PublicKey known)
      throws GeneralSecurityException {
    String algorithm = algorithm(secret.getAlgorithm());
    if (!algorithm.equals(algorithm(known.getAlgorithm()))) {
      return false;
    }
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(secret);
    signing.update(TEXT);
    Signature checking = Signature.getInstance(algorithm);
    checking.initVerify(known);
    checking.update(TEXT);
    return checking.verify(signing.sign());
  }

  private static String algorithm(String ofKey) {
    return switch (ofKey) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> ofKey; // as Ed25519
    };
  }
}
