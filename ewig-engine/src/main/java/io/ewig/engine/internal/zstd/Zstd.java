package io.ewig.engine.internal.zstd;

import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Zstandard frames, as RFC 8878 has them; any thread. */
public final class Zstd {

  /** Decoders keep tables of some 200 KiB: so many are kept for the next caller. */
  private static final int DECODERS_KEPT = 8;

  private static final ArrayBlockingQueue<ZstdDecompressor> DECODERS =
      new ArrayBlockingQueue<>(DECODERS_KEPT);

  private static volatile boolean denied;

  private Zstd() {}

  /** The bytes compressed, or null if that would not make them shorter than a limit. */
  public static byte @Nullable [] compress(byte[] bytes, int lengthMax) {
    if (denied) {
      return null;
    }
    try {
      ZstdCompressor encoder = new ZstdCompressor();
      byte[] room = new byte[encoder.maxCompressedLength(bytes.length)];
      int length = encoder.compress(bytes, 0, bytes.length, room, 0, room.length);
      return length < lengthMax ? Arrays.copyOf(room, length) : null;
    } catch (LinkageError | UnsupportedOperationException noUnsafe) {
      denied = true; // nobody is harmed: what can't be compressed is kept as it is
      return null;
    }
  }

  /**
   * Decompresses bytes of which so many must come out.
   *
   * @throws DataFormatException if they do not
   * @throws IndexOutOfBoundsException if that is no part of the bytes
   */
  public static byte[] decompress(byte[] bytes, int from, int length, int rawLength)
      throws DataFormatException {
    Objects.checkFromIndexSize(from, length, bytes.length); // the decoder reads wherever it is told
    if (rawLength <= 0) {
      throw new DataFormatException("nothing is never compressed: not to " + rawLength + " bytes");
    }
    byte[] raw = new byte[rawLength];
    ZstdDecompressor decoder = null;
    try {
      decoder = DECODERS.poll();
      decoder = decoder == null ? new ZstdDecompressor() : decoder;
      int got = decoder.decompress(bytes, from, length, raw, 0, rawLength);
      if (got != rawLength) {
        throw new DataFormatException(got + " bytes came out, not " + rawLength);
      }
      DECODERS.offer(decoder);
      return raw;
    } catch (LinkageError | UnsupportedOperationException noUnsafe) {
      throw new ResourceException(
          ErrorCode.CODEC_UNAVAILABLE,
          "this JVM forbids what decompression needs; start it with"
              + " --sun-misc-unsafe-memory-access=allow",
          noUnsafe);
    } catch (RuntimeException malformed) {
      throw asFormat(malformed);
    }
  }

  private static DataFormatException asFormat(RuntimeException malformed) {
    DataFormatException format = new DataFormatException("it does not decompress: " + malformed);
    format.initCause(malformed);
    return format;
  }
}
