package io.ewig.engine.internal.journal.file;

import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A zero-filled file made ahead of need, so that starting a segment takes a rename.
 *
 * <p>Its blocks are really there: a full disk shows when the file is made, as a clean error, and
 * not when a mapped page can't be written.
 */
public final class SpareFile {

  private final Disk disk;
  private final Path file;
  private final Executor background;
  private long bytes; // of the finished spare, or 0; guarded by this
  private boolean closed; // guarded by this
  private @Nullable IOException failure; // guarded by this

  public SpareFile(Disk disk, Path file, Executor background) {
    this.disk = disk;
    this.file = file;
    this.background = background;
  }

  /** Has a spare of that size made in the background. */
  public void prepare(long wanted) {
    background.execute(() -> make(wanted));
  }

  private synchronized void make(long wanted) {
    if (closed || bytes == wanted) {
      return;
    }
    try {
      disk.allocate(file, wanted);
      bytes = wanted;
    } catch (IOException e) {
      failure = e; // not fatal: whoever needs the file tries again, and fails in earnest
      bytes = 0;
      giveSpaceBack(e);
    }
  }

  /** A disk too full for the spare must not be kept full by half of one. */
  private void giveSpaceBack(IOException because) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Puts a file of that size in its place. */
  public synchronized void moveTo(Path place, long wanted) throws IOException {
    if (bytes != wanted) {
      try {
        disk.allocate(file, wanted);
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        giveSpaceBack(e);
        throw e;
      }
    }
    bytes = 0;
    failure = null;
    disk.rename(file, place);
  }

  public synchronized void close() throws IOException {
    closed = true;
    bytes = 0;
    disk.delete(file);
  }
}
