package io.ewig.engine.internal.commit;

import io.ewig.engine.event.Payload;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands out random salts for payloads; any thread.
 *
 * <p>The keystream of AES-256 in counter mode under a key from {@link SecureRandom}: as hard to
 * guess, and a hundred times cheaper than asking for each.
 */
public final class Salts {

  private static final int POOL_BYTES = 16 << 10;

  private final Cipher cipher;
  private byte[] pool = {}; // guarded by this
  private int used; // guarded by this

  public Salts(SecureRandom random) {
    byte[] key = new byte[32];
    byte[] start = new byte[16];
    random.nextBytes(key);
    random.nextBytes(start);
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  public synchronized byte[] next() {
    if (used == pool.length) {
      pool = cipher.update(new byte[POOL_BYTES]);
      used = 0;
    }
    byte[] salt = Arrays.copyOfRange(pool, used, used + Payload.SALT_BYTES);
    Arrays.fill(pool, used, used + Payload.SALT_BYTES, (byte) 0);
    used += Payload.SALT_BYTES;
    return salt;
  }
}
