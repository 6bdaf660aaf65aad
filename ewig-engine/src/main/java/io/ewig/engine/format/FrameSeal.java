package io.ewig.engine.format;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;

/** Closes a frame with padding and checksum, and checks them on the way back. */
public final class FrameSeal {

  private FrameSeal() {}

  /** Starts a frame; {@link #close} fills in what is not known yet. */
  public static void open(BytesOut frame, int kind, long firstSeq) {
    frame.clear();
    frame.putByte(kind).putByte(0).putShort(0).putInt(0).putLong(firstSeq);
  }

  public static void close(BytesOut frame, int flags, int count) {
    int pad = frame.pad4();
    frame.setByte(FrameFormat.FLAGS, flags | pad << FrameFormat.PAD_SHIFT);
    frame.setShort(FrameFormat.COUNT, count);
    frame.setInt(FrameFormat.CRC, checksum(frame.array(), frame.size()));
  }

  private static int checksum(byte[] frame, int length) {
    return Checksum.of(frame, 0, FrameFormat.CRC, FrameFormat.SEQ, length - FrameFormat.SEQ);
  }

  /** Whether length and checksum of what may be a frame hold. */
  public static boolean holds(byte[] frame, int length) {
    return length >= FrameFormat.BODY
        && length <= FrameFormat.BYTES_MAX
        && (length & 3) == 0
        && length - padding(frame) >= FrameFormat.BODY
        && checksum(frame, length) == readCrc(frame);
  }

  public static void check(byte[] frame, int length, String file, long offset) {
    if (!holds(frame, length)) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_RECORD, file, offset, "the checksum of a frame does not hold");
    }
  }

  /** The number of bytes at the end of a frame that mean nothing. */
  public static int padding(byte[] frame) {
    return (frame[FrameFormat.FLAGS] & 0xFF) >>> FrameFormat.PAD_SHIFT;
  }

  private static int readCrc(byte[] frame) {
    return (frame[FrameFormat.CRC] & 0xFF)
        | (frame[FrameFormat.CRC + 1] & 0xFF) << 8
        | (frame[FrameFormat.CRC + 2] & 0xFF) << 16
        | frame[FrameFormat.CRC + 3] << 24;
  }
}
