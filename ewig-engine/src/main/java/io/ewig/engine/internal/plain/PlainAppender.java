package io.ewig.engine.internal.plain;

import io.ewig.engine.format.segment.RecordFormat;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.segment.SegmentAppender;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes records into a mapped file: content first, then the word that makes it a record. */
final class PlainAppender implements SegmentAppender {

  private final DiskMap map;
  private final ByteBuffer bytes;
  private int end;

  PlainAppender(DiskMap map, int end) {
    this.map = map;
    this.bytes = map.bytes();
    this.end = end;
  }

  @Override
  public void append(byte[] frame, int length) throws IOException {
    int next = RecordFormat.next(end, length);
    if (next > bytes.limit()) {
      throw new IOException("no room for " + length + " bytes at " + end);
    }
    bytes.put(end + RecordFormat.WORD_BYTES, frame, 0, length);
    bytes.putInt(end, length);
    end = next;
  }

  @Override
  public void close() {
    map.close();
  }
}
