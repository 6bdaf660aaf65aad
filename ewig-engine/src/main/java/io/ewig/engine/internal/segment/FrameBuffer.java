package io.ewig.engine.internal.segment;

import io.ewig.engine.format.FrameFormat;

/** A copy of the frame of one record, with room that grows. */
final class FrameBuffer {

  private byte[] bytes = new byte[2 * FrameFormat.TARGET_BYTES];
  private int record = Records.NONE;
  private int end;

  byte[] bytes() {
    return bytes;
  }

  /** The record whose frame is here, whole and checked; {@link Records#NONE} if none is. */
  int record() {
    return record;
  }

  /** Where its body ends. */
  int end() {
    return end;
  }

  /** Makes room for a frame, which is nobody's until it {@link #belongs}. */
  void reserve(int length) {
    record = Records.NONE;
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

  void belongs(int toRecord, int bodyEnd) {
    record = toRecord;
    end = bodyEnd;
  }
}
