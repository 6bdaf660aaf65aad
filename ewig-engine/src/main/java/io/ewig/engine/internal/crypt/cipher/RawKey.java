package io.ewig.engine.internal.crypt.cipher;

import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A 256-bit key that can be wiped, which the JDK's own {@code SecretKeySpec} can't.
 *
 * <p>Design note: a {@code Cipher} keeps an expanded copy that nobody can wipe; it goes with the
 * garbage collector. Wiping shortens the time that a key lies in memory, no more.
 */
public final class RawKey implements SecretKey, AutoCloseable {

  public static final int BYTES = KeyProvider.KEY_BYTES;

  private static final long serialVersionUID = 1L;

  private final transient byte[] bytes;

  private transient volatile boolean closed;

  /**
   * @param bytes taken, not copied
   */
  public RawKey(byte[] bytes) {
    InternalException.require(bytes.length == BYTES, "a key has 32 bytes, not " + bytes.length);
    this.bytes = bytes;
  }

  public static RawKey random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new RawKey(bytes);
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy; who asks (the JDK's cipher, a wrap) wipes it. */
  @Override
  public byte[] getEncoded() {
    requireOpen();
    return bytes.clone();
  }

  public void requireOpen() {
    if (closed) {
      throw new UserException(ErrorCode.CLOSED, "the key was closed and wiped");
    }
  }

  /** The flag comes first: who still reads half a key finds it set when the tag does not hold. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return closed;
  }

  @Override
  public void destroy() {
    close();
  }

  @Override
  public String toString() {
    return "RawKey[256 bits]";
  }
}
