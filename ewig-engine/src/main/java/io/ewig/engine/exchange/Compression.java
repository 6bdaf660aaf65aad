package io.ewig.engine.exchange;

import io.ewig.engine.internal.zstd.Zstd;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Makes bytes shorter that go from one database to another, as Zstandard frames; any thread. */
public final class Compression {

  private Compression() {}

  /** The bytes compressed, or null if that makes them no shorter, or this JVM can't. */
  public static byte @Nullable [] compress(byte[] bytes) {
    return bytes.length == 0 ? null : Zstd.compress(bytes, bytes.length);
  }

  /**
   * Decompresses bytes of which so many must come out; allocates no more than that.
   *
   * @throws DataFormatException if they do not
   * @throws IndexOutOfBoundsException if that is no part of the bytes
   */
  public static byte[] decompress(byte[] bytes, int from, int length, int rawLength)
      throws DataFormatException {
    return Zstd.decompress(bytes, from, length, rawLength);
  }
}
