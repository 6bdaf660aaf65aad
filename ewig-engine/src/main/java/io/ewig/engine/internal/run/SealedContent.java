package io.ewig.engine.internal.run;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.format.FrameSeal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Encrypted content: pages are decrypted one by one, and kept for a while by a cache. */
final class SealedContent extends Content {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int IN_PAGE = RunFormat.PAGE - 1;

  private final ByteBuffer bytes;
  private final FrameLock lock;
  private final PageCache cache;

  /**
   * @param bytes the file, little-endian
   */
  SealedContent(ByteBuffer bytes, int pages, FrameLock lock, PageCache cache, String file) {
    super(file, pages << RunFormat.PAGE_SHIFT);
    this.bytes = bytes;
    this.lock = lock;
    this.cache = cache;
  }

  /** Decrypts a page of a file. */
  static byte[] open(ByteBuffer bytes, int page, FrameLock lock, String file) {
    int at = RunFormat.PAGE + page * RunFormat.FRAME;
    byte[] frame = new byte[RunFormat.FRAME];
    bytes.get(at, frame);
    FrameSeal.check(frame, frame.length, file, at);
    int end = lock.open(frame, frame.length, file, at);
    long number = (long) LONGS.get(frame, FrameFormat.SEQ);
    if (number != page || end != FrameFormat.BODY + RunFormat.PAGE) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_RECORD, file, at, "page " + number + " where " + page + " belongs");
    }
    return Arrays.copyOfRange(frame, FrameFormat.BODY, end);
  }

  private byte[] page(int at) {
    int number = at >>> RunFormat.PAGE_SHIFT;
    byte[] page = cache.find(this, number);
    if (page == null) {
      page = open(bytes, number, lock, file());
      cache.keep(this, number, page);
    }
    return page;
  }

  @Override
  long getLong(int at) {
    requireInside(at, Long.BYTES);
    if ((at & IN_PAGE) <= RunFormat.PAGE - Long.BYTES) {
      return (long) LONGS.get(page(at), at & IN_PAGE);
    }
    byte[] both = new byte[Long.BYTES];
    get(at, both, 0, Long.BYTES);
    return (long) LONGS.get(both, 0);
  }

  @Override
  int getInt(int at) {
    requireInside(at, Integer.BYTES);
    if ((at & IN_PAGE) <= RunFormat.PAGE - Integer.BYTES) {
      return (int) INTS.get(page(at), at & IN_PAGE);
    }
    byte[] both = new byte[Integer.BYTES];
    get(at, both, 0, Integer.BYTES);
    return (int) INTS.get(both, 0);
  }

  @Override
  void get(int at, byte[] to, int from, int length) {
    requireInside(at, length);
    for (int done = 0; done < length; ) {
      int start = (at + done) & IN_PAGE;
      int piece = Math.min(length - done, RunFormat.PAGE - start);
      System.arraycopy(page(at + done), start, to, from + done, piece);
      done += piece;
    }
  }

  @Override
  void require(int at, int length) {
    requireInside(at, length);
  }

  @Override
  long raw(int at) {
    return getLong(at);
  }

  /** Decrypted pages come one by one, and are kept for a while as it is. */
  @Override
  long fetch(int at, int length) {
    return 0;
  }

  @Override
  void check() {
    for (int page = 0; page < limit() >>> RunFormat.PAGE_SHIFT; page++) {
      open(bytes, page, lock, file());
    }
  }

  @Override
  long fileOffset(int at) {
    return RunFormat.PAGE + (long) (at >>> RunFormat.PAGE_SHIFT) * RunFormat.FRAME;
  }
}
