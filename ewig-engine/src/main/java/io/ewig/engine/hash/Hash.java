package io.ewig.engine.hash;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 value of 32 bytes, kept as four longs so that millions of them cost no array each.
 *
 * <p>Byte order is that of the digest: {@code a} holds the first eight bytes, most significant
 * first.
 */
public record Hash(long a, long b, long c, long d) {

  public static final int BYTES = 32;

  /** The parent of a first event: no SHA-256 input is known that yields it. */
  public static final Hash ZERO = new Hash(0, 0, 0, 0);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "a hash has 32 bytes, not " + bytes.length);
    }
    return read(bytes, 0);
  }

  public static Hash read(byte[] from, int at) {
    return new Hash(
        (long) LONGS.get(from, at),
        (long) LONGS.get(from, at + 8),
        (long) LONGS.get(from, at + 16),
        (long) LONGS.get(from, at + 24));
  }

  public static Hash parse(String hex) {
    try {
      return of(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "'" + hex + "' is not a hash of 64 hex digits", e);
    }
  }

  public void write(byte[] to, int at) {
    LONGS.set(to, at, a);
    LONGS.set(to, at + 8, b);
    LONGS.set(to, at + 16, c);
    LONGS.set(to, at + 24, d);
  }

  public byte[] toBytes() {
    byte[] bytes = new byte[BYTES];
    write(bytes, 0);
    return bytes;
  }

  /**
   * By hand: asked several times for each event, and what a record makes is not inlined that deep.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Hash that && a == that.a && b == that.b && c == that.c && d == that.d);
  }

  /** Bits of a hash are as good as any. */
  @Override
  public int hashCode() {
    return (int) a;
  }

  /** 64 lower-case hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(toBytes());
  }
}
