package io.ewig.engine.internal.journal.file;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * How many events are durable, for readers in other processes: {@code durable.mark}.
 *
 * <pre>
 *   0        8        16
 *   +--------+--------+---------------+
 *   | size   | ~size  | 0 up to 4096  |
 *   +--------+--------+---------------+
 * </pre>
 *
 * <p>Written after each force, itself never forced: after a power loss it may be behind, never
 * ahead. So what it says was durable; what it does not say may have been as well.
 */
public final class DurableMark implements AutoCloseable {

  private static final int BYTES = 4096;
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final DiskMap map;
  private final ByteBuffer bytes;

  private DurableMark(DiskMap map) {
    this.map = map;
    this.bytes = map.bytes();
  }

  public static DurableMark open(Disk disk, Path file, boolean writable) {
    try {
      if (writable && (!disk.exists(file) || disk.size(file) < BYTES)) {
        disk.allocate(file, BYTES);
      }
      return new DurableMark(disk.map(file, BYTES, writable));
    } catch (IOException e) {
      throw Failures.failure("open", file, e);
    } catch (InternalError e) {
      throw new ResourceException(ErrorCode.IO_FAILED, "could not map " + file, e);
    }
  }

  /** Publishes a size; one thread at a time. */
  public void set(long size) {
    LONGS.setRelease(bytes, 8, ~size);
    LONGS.setRelease(bytes, 0, size);
  }

  /** The last published size, or 0 if what is there is no mark. */
  public long get() {
    for (int tries = 0; tries < 3; tries++) { // between its two writes it looks like no mark
      long size = (long) LONGS.getAcquire(bytes, 0);
      if ((long) LONGS.getAcquire(bytes, 8) == ~size && size >= 0) {
        return size;
      }
      Thread.onSpinWait();
    }
    return 0;
  }

  @Override
  public void close() {
    map.close();
  }
}
