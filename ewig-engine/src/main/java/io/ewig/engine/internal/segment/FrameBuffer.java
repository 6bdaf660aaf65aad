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

  /** Makes the checksum fail unless the first bytes are all overwritten. */
  void spoil(int length) {
    if (length > 0) {
      bytes[length - 1] ^= (byte) 0xFF;
    }
  }
}
