package io.ewig.engine.internal.segment;

import io.ewig.engine.format.FrameFormat;

/** Room for a copy of one frame; grows. */
final class FrameBuffer {

  private byte[] bytes = new byte[2 * FrameFormat.TARGET_BYTES];

  byte[] bytes() {
    return bytes;
  }

  void reserve(int length) {
    if (bytes.length < length) {
      bytes = new byte[Math.max(2 * bytes.length, length)];
    }
  }
}
