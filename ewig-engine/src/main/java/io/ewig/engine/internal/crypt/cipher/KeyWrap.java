package io.ewig.engine.internal.crypt.cipher;

import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * A key under another key.
 *
 * <pre>
 *   0         12                44          60
 *   +---------+-----------------+-----------+
 *   | nonce   | key, encrypted  | tag       |
 *   | 12      | 32              | 16        |
 *   +---------+-----------------+-----------+
 * </pre>
 *
 * <p>The nonce is random: an outer key wraps far fewer than the 2^32 keys that NIST SP 800-38D
 * allows.
 */
public final class KeyWrap {

  static final int NONCE = 0;
  static final int KEY = NONCE + Gcm.NONCE_BYTES;
  static final int TAG = KEY + RawKey.BYTES;
  public static final int BYTES = TAG + Gcm.TAG_BYTES;

  private KeyWrap() {}

  public static byte[] wrap(
      RawKey outer, RawKey inner, byte[] aad, SecureRandom random, NonceWatch watch) {
    byte[] nonce = new byte[Gcm.NONCE_BYTES];
    random.nextBytes(nonce);
    watch.used(outer, nonce);
    byte[] wrapped = Arrays.copyOf(nonce, BYTES);
    byte[] plain = inner.getEncoded();
    try {
      new Gcm().encrypt(outer, nonce, ByteRange.of(aad), ByteRange.of(plain), wrapped, KEY);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
    return wrapped;
  }

  /**
   * @throws AEADBadTagException if this is not what the outer key once wrapped
   */
  public static RawKey unwrap(RawKey outer, byte[] wrapped, byte[] aad) throws AEADBadTagException {
    if (wrapped.length != BYTES) {
      throw new AEADBadTagException("a wrapped key has 60 bytes, not " + wrapped.length);
    }
    byte[] plain = new byte[RawKey.BYTES];
    new Gcm()
        .decrypt(
            outer,
            Arrays.copyOf(wrapped, Gcm.NONCE_BYTES),
            ByteRange.of(aad),
            new ByteRange(wrapped, KEY, BYTES - KEY),
            plain,
            0);
    return new RawKey(plain);
  }
}
