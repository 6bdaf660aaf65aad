package io.ewig.server.user;

import io.ewig.engine.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets of tokens: {@code ewig_} and 256 random bits. */
public final class Secrets {

  /** Says what it is, to people and to programs that look for secrets where none belong. */
  public static final String PREFIX = "ewig_";

  private static final int BYTES = 32;
  private static final int ID_BYTES = 6;

  private final SecureRandom random;

  public Secrets(SecureRandom random) {
    this.random = random;
  }

  /** A new secret, shown once. */
  public String secret() {
    return PREFIX + text(BYTES);
  }

  /** A new name for a token. */
  public String id() {
    return text(ID_BYTES).replace('-', 'x').replace('_', 'y');
  }

  private String text(int bytes) {
    byte[] bits = new byte[bytes];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** Whether a text looks like one. */
  public static boolean isSecret(String text) {
    return text.startsWith(PREFIX);
  }

  /** What is kept of it. */
  public static String hash(String secret) {
    return Sha256.current().add(secret.getBytes(StandardCharsets.UTF_8)).finish().toString();
  }
}
