package io.ewig.engine.internal.warm;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.internal.segment.ReadGuard;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads parts of a mapped warm file: copied, checked and in the clear; any thread.
 *
 * <p>A page that can't be read is damage like any other, since the log has it all.
 */
final class PartReader {

  private final ByteBuffer bytes;
  private final String file;
  private final FrameLock lock;

  private PartReader(ByteBuffer bytes, String file, FrameLock lock) {
    this.bytes = bytes;
    this.file = file;
    this.lock = lock;
  }

  /**
   * @param bytes the file, little-endian
   */
  static PartReader of(ByteBuffer bytes, FrameKeys keys, String file) {
    PartReader plain = new PartReader(bytes, file, FrameLock.CLEAR);
    if (bytes.limit() < WarmFormat.WRAPPED + WarmFormat.TAIL) {
      throw plain.corrupt(0, "a warm file of " + bytes.limit() + " bytes");
    }
    byte[] head = plain.copy(0, Math.min(bytes.limit(), headBytes(WarmFormat.WRAPPED_BYTES_MAX)));
    BytesIn in = new BytesIn(head, file);
    if (in.getLong() != WarmFormat.MAGIC) {
      throw plain.corrupt(0, "not a warm file of a format this version knows");
    }
    int crc = in.getInt();
    int length = in.getInt();
    if (length < 0 || headBytes(length) > head.length) {
      throw plain.corrupt(0, "a wrapped key of " + length + " bytes");
    }
    if (Checksum.of(head, WarmFormat.CHECKED, headBytes(length) - WarmFormat.CHECKED) != crc) {
      throw plain.corrupt(0, "the checksum of a warm file's header does not hold");
    }
    return length == 0 ? plain : new PartReader(bytes, file, keys.unwrap(in.get(length)));
  }

  private static int headBytes(int wrapped) {
    return (WarmFormat.WRAPPED + wrapped + 3) & -4;
  }

  /** Where the contents lie. */
  Where contents() {
    int at = bytes.limit() - WarmFormat.TAIL;
    byte[] tail = copy(at, WarmFormat.TAIL);
    BytesIn in = new BytesIn();
    in.wrap(tail, 0, tail.length, file, at);
    Where where = new Where(in.getLong(), in.getInt(), in.getInt());
    in.skip(Integer.BYTES);
    if (in.getInt() != Checksum.of(tail, 0, WarmFormat.TAIL_CRC)) {
      throw corrupt(at, "the checksum of a warm file's end does not hold");
    }
    if (where.length() < 0 || where.length() > WarmFormat.CONTENTS_BYTES_MAX) {
      throw corrupt(at, "contents of " + where.length() + " bytes");
    }
    return where;
  }

  BytesIn read(Where where) {
    long at = where.offset();
    int number = where.number();
    byte[] part = {};
    int size = 0;
    do {
      byte[] frame = frame(at);
      int end = open(frame, at, number);
      int body = end - FrameFormat.BODY;
      if (body > where.length() - size || (body == 0 && where.length() > 0)) {
        throw corrupt(at, "a frame of " + body + " bytes in a part of " + where.length());
      }
      if (body == where.length()) {
        return in(frame, FrameFormat.BODY, end, at + Integer.BYTES);
      }
      part = Arrays.copyOf(part, Math.min(where.length(), Math.max(size + body, 2 * size)));
      System.arraycopy(frame, FrameFormat.BODY, part, size, body);
      size += body;
      at += Integer.BYTES + frame.length;
      number++;
    } while (size < where.length());
    return in(part, 0, size, where.offset());
  }

  /** Bytes that were read before. */
  BytesIn in(byte[] array) {
    return in(array, 0, array.length, -1);
  }

  private BytesIn in(byte[] array, int from, int to, long offset) {
    BytesIn in = new BytesIn();
    in.wrap(array, from, to, file, offset);
    return in;
  }

  private byte[] frame(long at) {
    int limit = bytes.limit() - WarmFormat.TAIL;
    if (at < 0 || at > limit - Integer.BYTES) {
      throw corrupt(at, "a part that lies outside of the file");
    }
    byte[] word = copy((int) at, Integer.BYTES);
    int length = in(word, 0, word.length, at).getInt();
    if (length < FrameFormat.BODY
        || length > WarmFormat.FRAME_BYTES_MAX
        || length > limit - Integer.BYTES - at) {
      throw corrupt(at, "a frame of " + length + " bytes");
    }
    return copy((int) at + Integer.BYTES, length);
  }

  /** Checks a frame and gives it its plain body back; where that ends. */
  private int open(byte[] frame, long at, int number) {
    FrameSeal.check(frame, frame.length, file, at + Integer.BYTES);
    int end = lock.open(frame, frame.length, file, at + Integer.BYTES);
    BytesIn in = in(frame, 0, end, at + Integer.BYTES);
    int kind = in.getByte();
    in.skip(FrameFormat.SEQ - 1);
    long found = in.getLong();
    if (kind != FrameFormat.CHUNK || found != number) {
      throw corrupt(at, "frame " + found + " of kind " + kind + " where " + number + " belongs");
    }
    return end;
  }

  private byte[] copy(int at, int length) {
    byte[] copy = new byte[length];
    try {
      bytes.get(at, copy);
      ReadGuard.settle();
    } catch (InternalError unreadable) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file, at, "a page of it can't be read", unreadable);
    }
    return copy;
  }

  CorruptionException corrupt(long offset, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, offset, what);
  }
}
