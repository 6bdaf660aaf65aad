package io.ewig.engine.format;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Preimage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A blob in a file of its own, {@code store/XX/YYYY...}: named after its SHA-256 in hex.
 *
 * <pre>
 *   0        8
 *   +--------+--------------------+
 *   | magic  | chunks, see Chunks |
 *   | 8      |                    |
 *   +--------+--------------------+
 *   magic "EWIGBLB" 0x01
 * </pre>
 */
public final class BlobFormat {

  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGBLB\u0001"));

  private BlobFormat() {}

  public static byte[] write(byte[] blob, FrameKeys keys) {
    BytesOut out = new BytesOut(blob.length + 4096);
    out.putLong(MAGIC);
    Chunks.write(out, blob, blob.length, keys);
    return out.toArray();
  }

  public static byte[] read(byte[] bytes, FrameKeys keys, String file) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < Long.BYTES || buffer.getLong(0) != MAGIC) {
      throw new CorruptionException(ErrorCode.CORRUPT_FILE, file, 0, "not a blob");
    }
    return Chunks.read(buffer, Long.BYTES, Payload.BYTES_MAX, keys, file);
  }
}
