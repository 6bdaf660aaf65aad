package io.ewig.engine.internal.crypt.cipher;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Random;

/** What the tests of this package are made of. */
public final class Bytes {

  private Bytes() {}

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  public static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** first, first + 1, ... */
  public static byte[] rising(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  public static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return changed;
  }

  /** A user's own provider of a fixed key. */
  public static KeyProvider provider(String name, byte[] key) {
    return new KeyProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public byte[] key(byte[] salt, KdfParameters kdf) {
        return key.clone();
      }
    };
  }

  /** Gives prepared bytes, one array a call. */
  public static SecureRandom dealing(byte[]... arrays) {
    return new SecureRandom() {
      private static final long serialVersionUID = 1L;
      private int next;

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(arrays[next++], 0, bytes, 0, bytes.length);
      }
    };
  }
}
