package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.pack.record.ObjectReader;
import io.ewig.engine.internal.pack.record.PackKeys;
import io.ewig.engine.internal.pack.record.StoredObject;
import io.ewig.engine.internal.segment.ReadGuard;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file that never change, mapped, and who reads them now. */
public final class MappedFile implements Closeable {

  private record Place(Disk disk, Path file) {}

  private final @Nullable DiskMap map; // null for no bytes, which can't be mapped
  private final @Nullable Place place;
  private final ByteBuffer bytes;
  private final ReadGuard guard = new ReadGuard();
  private boolean closed; // guarded by this

  private MappedFile(@Nullable DiskMap map, @Nullable Place place) {
    this.map = map;
    this.place = place;
    this.bytes = map == null ? ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN) : map.bytes();
  }

  public static MappedFile of(Disk disk, Path file, long length) throws IOException {
    DiskMap map = length == 0 ? null : disk.map(file, length, false);
    return new MappedFile(map, new Place(disk, file));
  }

  static MappedFile empty() {
    return new MappedFile(null, null);
  }

  int length() {
    return bytes.limit();
  }

  /** To be touched between {@link #tryEnter} and {@link #leave} only. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** A ticket; refuses if the mapping is gone. */
  int enter() {
    return guard.enter();
  }

  /** A ticket, or -1 if the mapping is gone. */
  int tryEnter() {
    return guard.tryEnter();
  }

  void leave(int ticket) {
    guard.leave(ticket);
  }

  /** The object at a place, or null if the mapping is gone. */
  @Nullable StoredObject objectAt(int offset, PackKeys keys, String name) {
    int ticket = tryEnter();
    if (ticket < 0) {
      return null;
    }
    try {
      return new ObjectReader(bytes, 0, length(), keys, name).objectAt(offset);
    } finally {
      leave(ticket);
    }
  }

  /**
   * Notes that the JVM has met a page it can't read, maybe here; what is wrong if that is known.
   */
  @Nullable CorruptionException faulted(InternalError fault) {
    guard.faulted();
    if (place == null) {
      return null;
    }
    long size = length();
    try {
      size = place.disk.exists(place.file) ? place.disk.size(place.file) : size;
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
    return size >= length()
        ? null
        : new CorruptionException(
            ErrorCode.CORRUPT_FILE,
            place.file.toString(),
            size,
            "the file was cut from " + length() + " to " + size + " bytes while it was open",
            fault);
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
