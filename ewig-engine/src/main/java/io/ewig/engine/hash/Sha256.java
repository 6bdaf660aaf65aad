package io.ewig.engine.hash;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A reusable SHA-256 computation; one thread at a time, {@link #current()} gives each its own. */
public final class Sha256 {

  private static final ThreadLocal<Sha256> PER_THREAD = ThreadLocal.withInitial(Sha256::new);

  private final MessageDigest digest;
  private final byte[] result = new byte[Hash.BYTES];

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The calling thread's own instance, ready for a new message. */
  public static Sha256 current() {
    return PER_THREAD.get();
  }

  public static Hash of(byte[] bytes) {
    return current().add(bytes, 0, bytes.length).finish();
  }

  public Sha256 add(byte[] bytes, int from, int length) {
    digest.update(bytes, from, length);
    return this;
  }

  public Sha256 add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  /** The hash of what was added; the instance is empty again. */
  public Hash finish() {
    finishInto(result, 0);
    return Hash.read(result, 0);
  }

  public void finishInto(byte[] to, int at) {
    try {
      digest.digest(to, at, Hash.BYTES);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for 32 bytes at " + at, e);
    }
  }
}
