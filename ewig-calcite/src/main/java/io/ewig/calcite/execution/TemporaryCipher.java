package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a temporary file unreadable to others: AES in counter mode, each file with a part of the
 * counter's range.
 *
 * <p>There is no tag: who changes the file makes the rows unreadable, and the statement fails.
 */
final class TemporaryCipher {

  private static final int BLOCK = 16;

  private final SecretKeySpec key;
  private final long file;
  private final Cipher cipher;

  /**
   * @param key 16 or 32 random bytes that nobody keeps
   * @param file a number that no other file of that key has
   */
  TemporaryCipher(byte[] key, long file) {
    this.key = new SecretKeySpec(key, "AES");
    this.file = file;
    try {
      this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** Encrypts or decrypts, which is the same, the bytes that lie at a place of the file. */
  byte[] apply(long at, byte[] bytes, int from, int length) {
    int skipped = (int) (at % BLOCK);
    byte[] counter = ByteBuffer.allocate(BLOCK).putLong(file).putLong(at / BLOCK).array();
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      cipher.update(new byte[skipped]);
      return cipher.doFinal(bytes, from, length);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private static ResourceException unavailable(GeneralSecurityException e) {
    return new ResourceException(
        ErrorCode.CODEC_UNAVAILABLE, "cannot encrypt temporary files: this JVM has no AES", e);
  }
}
