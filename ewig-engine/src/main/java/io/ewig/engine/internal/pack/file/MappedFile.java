package io.ewig.engine.internal.pack.file;

import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.segment.ReadGuard;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file that never change, mapped, and who reads them now. */
public final class MappedFile implements Closeable {

  private final @Nullable DiskMap map; // null for no bytes, which can't be mapped
  private final ByteBuffer bytes;
  private final ReadGuard guard = new ReadGuard();
  private boolean closed; // guarded by this

  private MappedFile(@Nullable DiskMap map) {
    this.map = map;
    this.bytes = map == null ? ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN) : map.bytes();
  }

  public static MappedFile of(Disk disk, Path file, long length) throws IOException {
    return new MappedFile(length == 0 ? null : disk.map(file, length, false));
  }

  static MappedFile empty() {
    return new MappedFile(null);
  }

  int length() {
    return bytes.limit();
  }

  /** To be touched between {@link #tryEnter} and {@link #leave} only. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** A ticket, or -1 if the mapping is gone. */
  int tryEnter() {
    return guard.tryEnter();
  }

  void leave(int ticket) {
    guard.leave(ticket);
  }

  /** Waits for the last reader. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      boolean isUnused = guard.close();
      if (map != null && isUnused) {
        map.close();
      }
    }
  }
}
