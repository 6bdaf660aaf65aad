package io.ewig.engine.format;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** Where the data keys of frames come from. */
public interface FrameKeys {

  /** For databases in the clear. */
  FrameKeys NONE =
      new FrameKeys() {
        @Override
        public Fresh fresh() {
          return new Fresh(new byte[0], FrameLock.CLEAR);
        }

        @Override
        public FrameLock unwrap(byte[] wrapped) {
          throw new UserException(
              ErrorCode.KEY_UNAVAILABLE,
              "the log is encrypted, but no key was given; open it with the key it was made with");
        }
      };

  /** A data key that was never used before. */
  Fresh fresh();

  /** The lock of a data key that {@link #fresh} once gave. */
  FrameLock unwrap(byte[] wrapped);

  /**
   * @param wrapped to be written before the first frame that the lock closes; empty: frames are in
   *     the clear
   */
  record Fresh(byte[] wrapped, FrameLock lock) {}

  /** The frame that holds a wrapped data key. */
  static byte[] frame(byte[] wrapped, long nextSeq) {
    BytesOut out = new BytesOut(128);
    FrameSeal.open(out, FrameFormat.DATA_KEY, nextSeq);
    out.put(wrapped);
    FrameSeal.close(out, 0, 0);
    return out.toArray();
  }

  /** The wrapped data key in a frame. */
  static byte[] wrappedIn(byte[] frame, int length, String file, long offset) {
    FrameSeal.check(frame, length, file, offset);
    BytesIn in = new BytesIn();
    in.wrap(frame, 0, length - FrameSeal.padding(frame), file, offset);
    in.skip(FrameFormat.BODY);
    return in.get(in.remaining());
  }
}
