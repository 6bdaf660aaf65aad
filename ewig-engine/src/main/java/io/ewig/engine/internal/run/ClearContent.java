package io.ewig.engine.internal.run;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.Checksum;
import java.nio.ByteBuffer;

/**
 * Content in the clear, read where it is mapped.
 *
 * <p>A page is checked when it is first touched. Who comes at the same time checks it as well, so
 * the marks need no order.
 */
final class ClearContent extends Content {

  private static final int CACHE_LINE = 64;

  private final ByteBuffer bytes;
  private final int sums;
  private final byte[] checked;

  /**
   * @param bytes the file, little-endian
   * @param pages how many there are behind the header; their checksums follow them
   */
  ClearContent(ByteBuffer bytes, int pages, String file) {
    super(file, pages << RunFormat.PAGE_SHIFT);
    this.bytes = bytes;
    this.sums = (pages + 1) << RunFormat.PAGE_SHIFT;
    this.checked = new byte[pages];
  }

  /** How many bytes the checksums of so many pages take, filled up to a page. */
  static int sumsBytes(int pages) {
    return (pages * Integer.BYTES + RunFormat.PAGE - 1) & -RunFormat.PAGE;
  }

  void checkSums(int expected) {
    ByteBuffer all = bytes.duplicate();
    all.position(sums).limit(sums + sumsBytes(checked.length));
    if (Checksum.of(all) != expected) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file(), sums, "the checksum of the checksums does not hold");
    }
  }

  @Override
  long getLong(int at) {
    touch(at, Long.BYTES);
    return bytes.getLong(RunFormat.PAGE + at);
  }

  @Override
  int getInt(int at) {
    touch(at, Integer.BYTES);
    return bytes.getInt(RunFormat.PAGE + at);
  }

  @Override
  void get(int at, byte[] to, int from, int length) {
    require(at, length);
    bytes.get(RunFormat.PAGE + at, to, from, length);
  }

  @Override
  void require(int at, int length) {
    requireInside(at, length);
    int last = (at + length - 1) >>> RunFormat.PAGE_SHIFT;
    for (int page = at >>> RunFormat.PAGE_SHIFT; page <= last && length > 0; page++) {
      if (checked[page] == 0) {
        check(page);
      }
    }
  }

  @Override
  long raw(int at) {
    return bytes.getLong(RunFormat.PAGE + at);
  }

  @Override
  long fetch(int at, int length) {
    requireInside(at, 0);
    int end = Math.min(length, limit() - at);
    long read = 0;
    for (int i = 0; i < end; i += CACHE_LINE) {
      read += bytes.get(RunFormat.PAGE + at + i);
    }
    return read;
  }

  private void touch(int at, int length) {
    requireInside(at, length);
    int first = at >>> RunFormat.PAGE_SHIFT;
    int last = (at + length - 1) >>> RunFormat.PAGE_SHIFT;
    if ((checked[first] & checked[last]) == 0) {
      check(first);
      check(last);
    }
  }

  private void check(int page) {
    int at = (page + 1) << RunFormat.PAGE_SHIFT;
    ByteBuffer content = bytes.duplicate();
    content.position(at).limit(at + RunFormat.PAGE);
    if (Checksum.of(content) != bytes.getInt(sums + page * Integer.BYTES)) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_RECORD,
          file(),
          at,
          "the checksum of a page does not hold; 'ewig rebuild' makes the index anew from the log");
    }
    checked[page] = 1;
  }

  @Override
  void check() {
    for (int page = 0; page < checked.length; page++) {
      check(page);
    }
  }

  @Override
  long fileOffset(int at) {
    return (long) RunFormat.PAGE + at;
  }
}
