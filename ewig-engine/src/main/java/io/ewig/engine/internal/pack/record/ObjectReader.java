package io.ewig.engine.internal.pack.record;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.format.pack.PackFormat;
import java.nio.ByteBuffer;

/**
 * Reads records of a pack from the part of it that a buffer holds.
 *
 * @param bytes little-endian
 * @param base where the buffer's first byte lies in the pack
 * @param end of the pack: nothing is read behind it
 */
public record ObjectReader(ByteBuffer bytes, int base, int end, PackKeys keys, String file) {

  /** Whether what lies at an offset is a record, as far as its checksum can tell. */
  boolean isRecord(int offset) {
    if (offset > end - PackFormat.MARK_BYTES) {
      return false;
    }
    int length = lengthAt(offset);
    if (length < FrameFormat.BODY
        || length > FrameFormat.BYTES_MAX
        || length > end - offset - PackFormat.LENGTH_BYTES
        || bytes.getLong(frameAt(offset) + FrameFormat.SEQ) != offset) {
      return false;
    }
    return FrameSeal.holds(frame(offset, length), length);
  }

  private int lengthAt(int offset) {
    return bytes.getInt(offset - base);
  }

  private int frameAt(int offset) {
    return offset - base + PackFormat.LENGTH_BYTES;
  }

  private byte[] frame(int offset, int length) {
    byte[] frame = new byte[length];
    bytes.get(frameAt(offset), frame);
    return frame;
  }

  /** The kind of the frame in a record. */
  int kindAt(int offset) {
    return bytes.get(frameAt(offset) + FrameFormat.KIND);
  }

  boolean isLastAt(int offset) {
    return (bytes.get(frameAt(offset) + FrameFormat.FLAGS) & FrameFormat.LAST) != 0;
  }

  /** Where the next record starts. */
  int after(int offset) {
    return offset + PackFormat.LENGTH_BYTES + lengthAt(offset);
  }

  /** The frame of a record, checked. */
  public byte[] frameOf(int offset, int kind) {
    if (offset < PackFormat.HEADER_BYTES || offset < base || !isWhole(offset)) {
      throw corrupt(offset, "no record lies here, or only a part of one");
    }
    int length = lengthAt(offset);
    byte[] frame = frame(offset, length);
    FrameSeal.check(frame, length, file, offset);
    if (frame[FrameFormat.KIND] != kind
        || bytes.getLong(frameAt(offset) + FrameFormat.SEQ) != offset) {
      throw corrupt(offset, "a frame of kind " + frame[FrameFormat.KIND] + " in the wrong place");
    }
    return frame;
  }

  private boolean isWhole(int offset) {
    if (offset > end - PackFormat.MARK_BYTES) {
      return false;
    }
    int length = lengthAt(offset);
    return length >= FrameFormat.BODY
        && length <= FrameFormat.BYTES_MAX
        && length <= end - offset - PackFormat.LENGTH_BYTES;
  }

  /** What an object starts with; the rest is not looked at. */
  ObjectHeader headerAt(int offset) {
    byte[] frame = frameOf(offset, FrameFormat.OBJECT);
    int plainEnd = keys.lockAt(offset).open(frame, frame.length, file, offset);
    return ObjectHeader.read(body(frame, plainEnd, offset));
  }

  private BytesIn body(byte[] frame, int plainEnd, int offset) {
    BytesIn in = new BytesIn();
    in.wrap(frame, FrameFormat.BODY, plainEnd, file, offset);
    return in;
  }

  /** The object whose first record lies at an offset. */
  public StoredObject objectAt(int offset) {
    byte[] frame = frameOf(offset, FrameFormat.OBJECT);
    int plainEnd = keys.lockAt(offset).open(frame, frame.length, file, offset);
    BytesIn in = body(frame, plainEnd, offset);
    ObjectHeader header = ObjectHeader.read(in);
    int length = header.storedLength();
    if ((frame[FrameFormat.FLAGS] & FrameFormat.LAST) == 0) {
      return new StoredObject(header, joined(offset, in, length), 0, file, offset);
    }
    if (in.remaining() != length) {
      throw corrupt(offset, "an object of " + in.remaining() + " bytes, not " + length);
    }
    return new StoredObject(header, frame, in.at(), file, offset);
  }

  private byte[] joined(int offset, BytesIn first, int length) {
    if (length > end - offset) {
      throw corrupt(offset, "an object of " + length + " bytes, which the pack has no room for");
    }
    byte[] whole = new byte[length];
    int done = first.remaining();
    if (done >= length) {
      throw corrupt(offset, "an object that goes on behind its end");
    }
    System.arraycopy(first.get(done), 0, whole, 0, done);
    int at = after(offset);
    while (done < length) {
      byte[] frame = frameOf(at, FrameFormat.OBJECT_CONTINUED);
      int plainEnd = keys.lockAt(at).open(frame, frame.length, file, at);
      int part = plainEnd - FrameFormat.BODY;
      boolean isLast = (frame[FrameFormat.FLAGS] & FrameFormat.LAST) != 0;
      if (part > length - done || isLast != (part == length - done) || part == 0) {
        throw corrupt(at, "a part of an object that does not fit the others");
      }
      System.arraycopy(frame, FrameFormat.BODY, whole, done, part);
      done += part;
      at = after(at);
    }
    return whole;
  }

  CorruptionException corrupt(int offset, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_RECORD, file, offset, what);
  }
}
