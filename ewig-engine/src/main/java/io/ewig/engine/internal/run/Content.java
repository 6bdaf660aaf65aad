package io.ewig.engine.internal.run;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The pages of a run as one range of bytes, little-endian; any thread reads.
 *
 * <p>Whatever is asked, the answer is bytes of pages that were checked, or a {@link
 * CorruptionException}.
 */
abstract sealed class Content permits ClearContent, SealedContent {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final String file;
  private final int limit;

  Content(String file, int limit) {
    this.file = file;
    this.limit = limit;
  }

  final String file() {
    return file;
  }

  final int limit() {
    return limit;
  }

  /** Eight bytes; the offset need not be aligned. */
  abstract long getLong(int at);

  abstract int getInt(int at);

  abstract void get(int at, byte[] to, int from, int length);

  /** Makes sure that bytes are there and were checked, for {@link #raw}. */
  abstract void require(int at, int length);

  /** Eight bytes that start where some are that were required. */
  abstract long raw(int at);

  /**
   * Reads a little of each cache line in a range, and checks nothing; see {@link RunGroup#fetch}.
   */
  abstract long fetch(int at, int length);

  /** Reads and checks every page. */
  abstract void check();

  /**
   * The same, for what is most often a few bytes, for which a call that copies many is too much.
   */
  final void getFew(int at, byte[] to, int from, int length) {
    if (length > Long.BYTES) {
      get(at, to, from, length);
      return;
    }
    long rest = getLong(at); // reaches beyond what is wanted, never beyond the content
    for (int i = 0; i < length; i++, rest >>>= Byte.SIZE) {
      to[from + i] = (byte) rest;
    }
  }

  final byte[] get(int at, int length) {
    requireInside(at, length);
    byte[] bytes = new byte[length];
    get(at, bytes, 0, length);
    return bytes;
  }

  final void requireInside(int at, int length) {
    if (at < 0 || length < 0 || at > limit - length) {
      throw malformed(at, length + " bytes wanted of a run of " + limit);
    }
  }

  final CorruptionException malformed(int at, String what) {
    long offset = at < 0 || at > limit ? -1 : fileOffset(at);
    return new CorruptionException(ErrorCode.CORRUPT_RECORD, file, offset, what);
  }

  /** Where a byte, or the page that it is encrypted in, lies in the file. */
  abstract long fileOffset(int at);

  /** Whether bytes of the content are those of an array from a place on. */
  final boolean matches(int at, int length, byte[] key, int from) {
    return mismatch(at, length, key, from) < 0;
  }

  /** Compares bytes of the content with those of an array from a place to another, as unsigned. */
  final int compare(int at, int length, byte[] key, int from, int to) {
    int shorter = Math.min(length, to - from);
    int first = mismatch(at, shorter, key, from);
    return first < 0
        ? Integer.compare(length, to - from)
        : Integer.compare(getInt(at + first) & 0xFF, key[from + first] & 0xFF);
  }

  private int mismatch(int at, int length, byte[] key, int from) {
    requireInside(at, length);
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      long differing = getLong(at + i) ^ (long) LONGS.get(key, from + i);
      if (differing != 0) {
        return i + Long.numberOfTrailingZeros(differing) / Byte.SIZE;
      }
    }
    if (i == length) {
      return -1;
    }
    long rest = getLong(at + i); // reaches beyond the key, never beyond the content
    for (; i < length; i++, rest >>>= Byte.SIZE) {
      if ((byte) rest != key[from + i]) {
        return i;
      }
    }
    return -1;
  }
}
