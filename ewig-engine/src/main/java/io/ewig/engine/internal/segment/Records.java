package io.ewig.engine.internal.segment;

import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.segment.RecordFormat;
import java.nio.ByteBuffer;

/** Finds the records in a segment's bytes, see {@link RecordFormat}. */
final class Records {

  /** No data record there: nothing was written from here on, or what was is not a record. */
  static final int NONE = -1;

  private Records() {}

  /** The offset of the first data record at or after an offset, or {@link #NONE}. */
  static int dataAt(ByteBuffer bytes, int from, int limit) {
    int at = from;
    while (at + RecordFormat.WORD_BYTES <= limit) {
      int word = bytes.getInt(at);
      int next = RecordFormat.next(at, word);
      if (word == 0 || !RecordFormat.isComplete(word) || next > limit || next <= at) {
        return NONE;
      }
      if (!RecordFormat.isMeta(word)) {
        return RecordFormat.length(word) >= FrameFormat.BODY ? at : NONE;
      }
      at = next;
    }
    return NONE;
  }

  static int length(ByteBuffer bytes, int record) {
    return RecordFormat.length(bytes.getInt(record));
  }

  static int next(ByteBuffer bytes, int record) {
    return RecordFormat.next(record, bytes.getInt(record));
  }

  static int kind(ByteBuffer bytes, int record) {
    return bytes.get(record + RecordFormat.WORD_BYTES + FrameFormat.KIND);
  }

  static long firstSeq(ByteBuffer bytes, int record) {
    return bytes.getLong(record + RecordFormat.WORD_BYTES + FrameFormat.SEQ);
  }

  static int count(ByteBuffer bytes, int record) {
    return bytes.getShort(record + RecordFormat.WORD_BYTES + FrameFormat.COUNT) & 0xFFFF;
  }

  static boolean holdsEvents(ByteBuffer bytes, int record) {
    int kind = kind(bytes, record);
    return kind == FrameFormat.COMMIT || kind == FrameFormat.CONTINUED;
  }
}
