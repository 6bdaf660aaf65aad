package io.ewig.engine.internal.pack.record;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.format.pack.PackFormat;

/** Lays objects down as records behind the tail of a pack; one thread at a time. */
public final class ObjectFrames {

  private final BytesOut frame = new BytesOut(8192);

  /** Adds an object's records, all or none. */
  public void write(StoredObject object, FrameLock lock, Tail tail) {
    int length = object.header().storedLength();
    int done = 0;
    int kind = FrameFormat.OBJECT;
    tail.reserve(bytesOf(length));
    do {
      FrameSeal.open(frame, kind, tail.end());
      if (kind == FrameFormat.OBJECT) {
        object.header().write(frame);
      }
      int part = Math.min(length - done, PackFormat.FRAME_PLAIN_BYTES);
      frame.put(object.bytes(), object.from() + done, part);
      done += part;
      lock.close(frame, done == length ? FrameFormat.LAST : 0, 0);
      tail.add(frame);
      kind = FrameFormat.OBJECT_CONTINUED;
    } while (done < length);
  }

  /** More than the records of an object take, by far less than one frame. */
  private static int bytesOf(int length) {
    int frames = length / PackFormat.FRAME_PLAIN_BYTES + 1;
    return length + length / 256 + frames * 128 + ObjectHeader.BYTES_MAX;
  }

  public void writeMark(Tail tail) {
    PackFormat.mark(frame, tail.end());
    tail.add(frame);
  }

  public void writeKey(byte[] keyFrame, Tail tail) {
    frame.clear();
    frame.put(keyFrame);
    tail.add(frame);
  }
}
