package io.ewig.engine.exchange;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream into lines of bounded length; the bytes of one are good until the next. */
final class Lines {

  private static final int START_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] chunk = new byte[START_BYTES];
  private int chunkAt;
  private int chunkEnd;
  private byte[] line = new byte[START_BYTES];
  private int length;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /** Moves to the next line; false at the end of the stream. */
  boolean next() {
    if (chunkAt == chunkEnd && !fill()) {
      return false;
    }
    number++;
    length = 0;
    if (line.length > 16 * START_BYTES) {
      line = new byte[START_BYTES]; // one long line does not cost its memory for ever
    }
    do {
      int from = chunkAt;
      while (chunkAt < chunkEnd && chunk[chunkAt] != '\n') {
        chunkAt++;
      }
      add(from, chunkAt);
      if (chunkAt < chunkEnd) {
        chunkAt++;
        return true;
      }
    } while (fill());
    return true;
  }

  private void add(int from, int to) {
    int count = to - from;
    if (count > NdjsonFormat.LINE_BYTES_MAX - length) {
      throw Malformed.line(
          number,
          "is over "
              + NdjsonFormat.LINE_BYTES_MAX
              + " bytes; an event's payload has at most 64 MiB, and each event a line of its own");
    }
    if (line.length - length < count) {
      line = Arrays.copyOf(line, Math.min(2 * line.length + count, NdjsonFormat.LINE_BYTES_MAX));
    }
    System.arraycopy(chunk, from, line, length, count);
    length += count;
  }

  private boolean fill() {
    try {
      chunkAt = 0;
      chunkEnd = Math.max(0, in.read(chunk));
      return chunkEnd > 0;
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not read the import: " + e.getMessage(), e);
    }
  }

  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** From 1 on; 0 before the first. */
  long number() {
    return number;
  }
}
