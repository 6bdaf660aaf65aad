package io.ewig.engine.format;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import java.nio.ByteBuffer;

/**
 * Bytes of any length as a run of frames.
 *
 * <pre>
 * chunks = [ length: i32, data key frame ] ( length: i32, frame of kind 5 )*
 * </pre>
 *
 * <p>Each frame holds up to 1 MiB; its firstSeq is the offset of its first byte. There is a data
 * key if the frames are encrypted, used for nothing else.
 */
public final class Chunks {

  private static final int CHUNK_BYTES = 1 << 20;

  private Chunks() {}

  public static void write(BytesOut out, byte[] plain, int length, FrameKeys keys) {
    FrameKeys.Fresh key = keys.fresh();
    if (key.wrapped().length > 0) {
      putFrame(out, FrameKeys.frame(key.wrapped(), 0));
    }
    BytesOut chunk = new BytesOut(4096);
    for (int at = 0; at < length; at += CHUNK_BYTES) {
      FrameSeal.open(chunk, FrameFormat.CHUNK, at);
      chunk.put(plain, at, Math.min(CHUNK_BYTES, length - at));
      key.lock().close(chunk, 0, 0);
      putFrame(out, chunk.toArray());
    }
  }

  private static void putFrame(BytesOut out, byte[] frame) {
    out.putInt(frame.length).put(frame);
  }

  /**
   * Reads chunks that start at an index of a little-endian buffer and go on to its limit.
   *
   * @param bytesMax refuse to give more
   */
  public static byte[] read(ByteBuffer bytes, int from, int bytesMax, FrameKeys keys, String file) {
    BytesOut plain = new BytesOut(4096);
    FrameLock lock = FrameLock.CLEAR;
    int at = from;
    while (at < bytes.limit()) {
      int length = bytes.limit() - at < 4 ? 0 : bytes.getInt(at);
      if (length < FrameFormat.BODY || length > bytes.limit() - at - 4) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_FILE, file, at, "a chunk of " + length + " bytes");
      }
      byte[] frame = new byte[length];
      bytes.get(at + 4, frame);
      if (frame[FrameFormat.KIND] == FrameFormat.DATA_KEY) {
        lock = keys.unwrap(FrameKeys.wrappedIn(frame, length, file, at));
      } else {
        FrameSeal.check(frame, length, file, at);
        int end = lock.open(frame, length, file, at);
        plain.put(frame, FrameFormat.BODY, end - FrameFormat.BODY);
      }
      if (plain.size() > bytesMax) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_FILE, file, at, "more than " + bytesMax + " bytes");
      }
      at += 4 + length;
    }
    return plain.toArray();
  }
}
