package io.ewig.sync.session;

import io.ewig.sync.protocol.ProtocolLimits;

/**
 * How much goes out in one request or answer: one thing after another until the window is full, and
 * together no more than is taken at a time. One thread.
 */
final class Load {

  private final long windowBytes;
  private long bytes;

  Load(long windowBytes) {
    this.windowBytes = windowBytes;
  }

  /** Whether anything more may go out. */
  boolean isOpen() {
    return bytes < windowBytes;
  }

  /** Takes one more thing along, if it still goes out; whether it does. */
  boolean takes(long more) {
    boolean fits = isOpen() && bytes + more <= ProtocolLimits.LOAD_BYTES_MAX;
    bytes += fits ? more : 0;
    return fits;
  }
}
