package io.ewig.engine.internal.segment;

import java.io.Closeable;
import java.io.IOException;

/** Adds records to the end of one segment file; one thread. */
public interface SegmentAppender extends Closeable {

  /** Adds a frame as a data record, perhaps behind META records of the writer's own. */
  void append(byte[] frame, int length) throws IOException;

  @Override
  void close() throws IOException;
}
