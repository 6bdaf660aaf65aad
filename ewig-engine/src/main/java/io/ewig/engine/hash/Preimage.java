package io.ewig.engine.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The canonical bytes of something, on their way into a hash.
 *
 * <p>Numbers are big-endian and of fixed width, texts are UTF-8 behind their length in four bytes,
 * and each kind of thing starts with eight bytes of its own, so that no two things share a
 * preimage.
 */
public final class Preimage {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final char LAST_ASCII = 0x7F;
  private static final ThreadLocal<Preimage> PER_THREAD = ThreadLocal.withInitial(Preimage::new);

  private final Sha256 sha = new Sha256();
  private byte[] bytes = new byte[512];
  private int size;

  private Preimage() {}

  /**
   * The calling thread's own instance, empty but for its domain.
   *
   * @param domain eight ASCII characters as a number, see {@link #domain(String)}
   */
  public static Preimage start(long domain) {
    Preimage preimage = PER_THREAD.get();
    preimage.size = 0;
    return preimage.putLong(domain);
  }

  public static long domain(String eightCharacters) {
    byte[] ascii = eightCharacters.getBytes(StandardCharsets.US_ASCII);
    if (ascii.length != Long.BYTES) {
      throw new IllegalArgumentException("'" + eightCharacters + "' is not eight characters");
    }
    return (long) LONGS.get(ascii, 0);
  }

  public Preimage putLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
    return this;
  }

  public Preimage putInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
    return this;
  }

  public Preimage putHash(Hash hash) {
    reserve(Hash.BYTES);
    hash.write(bytes, size);
    size += Hash.BYTES;
    return this;
  }

  public Preimage putText(String text) {
    if (!putAscii(text)) {
      putUtf8(text);
    }
    return this;
  }

  /** Most texts are names of ASCII, and need no array of their own. */
  private boolean putAscii(String text) {
    int length = text.length();
    reserve(Integer.BYTES + length);
    int to = size + Integer.BYTES;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c > LAST_ASCII) {
        return false;
      }
      bytes[to + i] = (byte) c;
    }
    INTS.set(bytes, size, length);
    size = to + length;
    return true;
  }

  private void putUtf8(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putInt(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  public Hash hash() {
    return sha.add(bytes, 0, size).finish();
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
