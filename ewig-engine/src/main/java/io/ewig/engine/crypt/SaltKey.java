package io.ewig.engine.crypt;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the salts of many payloads follow from, so that they can be told in few bytes.
 *
 * <p>A salt is a number (eight zero bytes and the number, big-endian) encrypted by AES-128 under
 * the key: without it as hard to guess as if it were random, with it found from the number, and the
 * number from the salt. So who has the key has no need of salts, and who is to forget one of these
 * salts has to forget the key.
 *
 * @param origin whose events have these salts
 * @param fromSeq from about which of its events on
 */
public record SaltKey(Origin origin, long fromSeq, byte[] key) {

  public static final int BYTES = 16;

  /** Says that a salt does not follow from the key. */
  public static final long NONE = -1;

  private static final int SALT = Payload.SALT_BYTES;

  public SaltKey {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
  }

  /** The salts of consecutive numbers, one behind the other. */
  public byte[] salts(long number, int count) {
    ByteBuffer numbers = ByteBuffer.allocate(count * SALT);
    for (int i = 0; i < count; i++) {
      numbers.putLong(0).putLong(number + i);
    }
    return run(Cipher.ENCRYPT_MODE, numbers.array());
  }

  /** The numbers of salts that lie one behind the other, each {@link #NONE} if it has none. */
  public long[] numbers(byte[] salts) {
    ByteBuffer blocks = ByteBuffer.wrap(run(Cipher.DECRYPT_MODE, salts));
    long[] numbers = new long[salts.length / SALT];
    for (int i = 0; i < numbers.length; i++) {
      boolean isOurs = blocks.getLong() == 0;
      long number = blocks.getLong();
      numbers[i] = isOurs && number >= 0 ? number : NONE;
    }
    return numbers;
  }

  private byte[] run(int mode, byte[] blocks) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"));
      return cipher.doFinal(blocks);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /** Only that of the key counts: by which events it is found matters to nobody else. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SaltKey that
        && origin.equals(that.origin)
        && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return "salts of " + origin + " from " + fromSeq;
  }
}
