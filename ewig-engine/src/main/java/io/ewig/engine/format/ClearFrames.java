package io.ewig.engine.format;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;

/** Frames in the clear. */
final class ClearFrames implements FrameLock {

  @Override
  public void close(BytesOut frame, int flags, int count) {
    FrameSeal.close(frame, flags, count);
  }

  @Override
  public int open(byte[] frame, int length, String file, long offset) {
    if ((frame[FrameFormat.FLAGS] & FrameFormat.ENCRYPTED) != 0) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_RECORD, file, offset, "an encrypted frame in a database without keys");
    }
    return length - FrameSeal.padding(frame);
  }
}
