package io.ewig.engine.internal.pack.record;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.pack.PackFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The end of a growing pack, in memory: what is not on disk yet, and what was written lately.
 *
 * <p>One thread at a time adds. Readers get the buffer of a moment, in which what was there before
 * never moves or changes.
 */
public final class Tail {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int CAPACITY = 64 << 10;

  private byte[] bytes = new byte[CAPACITY];
  private ByteBuffer buffer = wrap(bytes);
  private int base;
  private int size;

  /**
   * @param base where in the pack the tail starts
   */
  public Tail(int base) {
    this.base = base;
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All bytes, and room behind them; another one after the next change. */
  public ByteBuffer buffer() {
    return buffer;
  }

  public int base() {
    return base;
  }

  /** Where in the pack the next record goes. */
  public int end() {
    return base + size;
  }

  void reserve(int more) {
    if (base > Integer.MAX_VALUE - size - more) {
      throw new ResourceException(ErrorCode.LIMIT_REACHED, "a pack can't get longer than 2 GiB");
    }
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
      buffer = wrap(bytes);
    }
  }

  /** Adds bytes as they are. */
  public void add(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
  }

  /** Adds a frame as a record. */
  public void add(BytesOut frame) {
    int length = frame.size();
    reserve(PackFormat.LENGTH_BYTES + length);
    INTS.set(bytes, size, length);
    System.arraycopy(frame.array(), 0, bytes, size + PackFormat.LENGTH_BYTES, length);
    size += PackFormat.LENGTH_BYTES + length;
  }

  /** A copy of what lies behind an offset of the pack. */
  public byte[] from(int offset) {
    return Arrays.copyOfRange(bytes, offset - base, size);
  }

  /** Forgets what lies before an offset of the pack. */
  public void drop(int offset) {
    byte[] rest = from(offset);
    bytes = Arrays.copyOf(rest, Math.max(CAPACITY, rest.length));
    buffer = wrap(bytes);
    base = offset;
    size = rest.length;
  }
}
