package io.ewig.engine.format;

/** Closes frames when writing and opens them when reading: in the clear, or encrypted. */
public interface FrameLock {

  /** In the clear: a checksum and no more. */
  FrameLock CLEAR = new ClearFrames();

  /** Pads, encrypts and checksums a frame that was opened with {@link FrameSeal#open}. */
  void close(BytesOut frame, int flags, int count);

  /**
   * Gives a frame whose checksum holds its plain body back, in place.
   *
   * @return the index after the body's last byte
   */
  int open(byte[] frame, int length, String file, long offset);
}
