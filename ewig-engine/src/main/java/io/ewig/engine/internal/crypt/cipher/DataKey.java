package io.ewig.engine.internal.crypt.cipher;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;

/**
 * The key of one segment since one opening of the log, and its wrapped form for a frame before its
 * first.
 *
 * <p>There is one cipher a key, because the cipher is what refuses to use a nonce again. A key that
 * was unwrapped decrypts only: the log may have been restored or copied, and gone on elsewhere.
 */
public final class DataKey implements AutoCloseable {

  /** Length of {@link #wrapped()}: nonce, key, tag. */
  public static final int WRAPPED_BYTES = KeyWrap.BYTES;

  private static final byte[] PURPOSE = "EWIG data key".getBytes(StandardCharsets.US_ASCII);

  private final byte[] wrapped;
  private final FrameCipher cipher;

  private DataKey(byte[] wrapped, FrameCipher cipher) {
    this.wrapped = wrapped;
    this.cipher = cipher;
  }

  public static DataKey fresh(RawKey storeKey, SecureRandom random, NonceWatch watch) {
    RawKey key = RawKey.random(random);
    byte[] wrapped = KeyWrap.wrap(storeKey, key, PURPOSE, random, watch);
    return new DataKey(wrapped, new FrameCipher(key, true, watch));
  }

  public static DataKey unwrap(RawKey storeKey, byte[] wrapped) throws AEADBadTagException {
    RawKey key = KeyWrap.unwrap(storeKey, wrapped, PURPOSE);
    return new DataKey(wrapped.clone(), new FrameCipher(key, false, NonceWatch.NONE));
  }

  public byte[] wrapped() {
    return wrapped.clone();
  }

  public FrameCipher cipher() {
    return cipher;
  }

  /** Wipes the key. */
  @Override
  public void close() {
    cipher.close();
  }
}
