package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;

/** What the operators of one execution may hold in memory at a time; one thread. */
public final class MemoryAccount {

  /**
   * Enough for a hash join of some 300,000 rows; a statement that needs more spills or is refused,
   * in a small heap before it has taken a quarter of that.
   */
  public static final long BYTES_DEFAULT =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

  private final long bytesMax;
  private long bytes;

  public MemoryAccount(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Whether there is room for so many more bytes; takes it if so. */
  public boolean tryReserve(long more) {
    if (bytes + more > bytesMax) {
      return false;
    }
    bytes += more;
    return true;
  }

  /** Takes room, or refuses to go on. */
  public void reserve(long more, String what) {
    if (!tryReserve(more)) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED,
          what
              + " needs more than the "
              + bytesMax
              + " bytes that a statement may hold in memory; select fewer rows or columns, or raise"
              + " memoryMaxBytes, a property of the connection");
    }
  }

  /** How much room is left. */
  public long left() {
    return bytesMax - bytes;
  }

  public void release(long less) {
    bytes -= less;
  }

  public long bytes() {
    return bytes;
  }
}
