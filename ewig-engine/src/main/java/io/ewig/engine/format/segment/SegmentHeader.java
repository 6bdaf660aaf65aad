package io.ewig.engine.format.segment;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;

/**
 * The first frame of every segment file: which log it belongs to and where.
 *
 * <pre>
 *   16        24        40       44      52        84       92
 *   +---------+---------+--------+-------+---------+--------+
 *   | magic   | store   | number | nanos | chain   | secret |
 *   | 8       | 16      | 4      | 8     | 32      | 8      |
 *   +---------+---------+--------+-------+---------+--------+
 *   magic  "EWIGSEG" 0x02; 0x01 had no secret
 *   store  the database's id: a segment of another one is noticed
 *   number of the segment, from 1
 *   nanos  system time of the commit before, or 0
 *   chain  the log chain before the first commit
 *   secret of {@link Witness}
 *   firstSeq of the frame is the seq of the first event to come
 * </pre>
 */
public record SegmentHeader(
    Origin store, int number, long baseSeq, long nanos, Hash chain, Witness witness) {

  private static final long MAGIC_1 = Long.reverseBytes(Preimage.domain("EWIGSEG\u0001"));
  private static final long MAGIC_2 = Long.reverseBytes(Preimage.domain("EWIGSEG\u0002"));

  public byte[] toFrame() {
    BytesOut frame = new BytesOut(128);
    FrameSeal.open(frame, FrameFormat.SEGMENT_HEADER, baseSeq);
    frame
        .putLong(MAGIC_2)
        .putLong(store.high())
        .putLong(store.low())
        .putInt(number)
        .putLong(nanos)
        .putHash(chain)
        .putLong(witness.secret());
    FrameSeal.close(frame, 0, 0);
    return frame.toArray();
  }

  public static SegmentHeader read(byte[] frame, int length, String file, long offset) {
    FrameSeal.check(frame, length, file, offset);
    BytesIn in = new BytesIn();
    in.wrap(frame, 0, length, file, offset);
    if (in.getByte() != FrameFormat.SEGMENT_HEADER) {
      throw in.malformed("the file does not start with a segment header");
    }
    in.moveTo(FrameFormat.SEQ);
    long baseSeq = in.getLong();
    long magic = in.getLong();
    if (magic != MAGIC_1 && magic != MAGIC_2) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file, offset, "not a segment of a format this version knows");
    }
    return new SegmentHeader(
        new Origin(in.getLong(), in.getLong()),
        in.getInt(),
        baseSeq,
        in.getLong(),
        in.getHash(),
        new Witness(magic == MAGIC_1 ? Witness.NONE : in.getLong()));
  }
}
