package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The right to change what a database keeps of its peers: one thread of one process at a time, from
 * its reading to its writing. Any thread.
 *
 * <p>The operating system's lock on {@code changes.lock} goes with its process, so a crash leaves
 * none behind.
 */
final class ChangeLock {

  private static final String NAME = "changes.lock";

  /** A change is a small file; who holds the lock for longer has been halted within it. */
  private static final long WAIT_SECONDS = 10;

  private static final long GLANCE_NANOS = 1_000_000;

  /** The system's lock is a process's, and lost when anybody in it closes the file. */
  private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock here;

  /**
   * @param folder of the files that are changed
   */
  ChangeLock(Path folder) {
    this.file = folder.toAbsolutePath().normalize().resolve(NAME);
    this.here = HERE.computeIfAbsent(file, any -> new ReentrantLock());
  }

  /** Does something alone; within that, more may be done so. */
  <T> T hold(Supplier<T> work) {
    here.lock();
    try {
      return here.getHoldCount() > 1 ? work.get() : heldByProcess(work);
    } finally {
      here.unlock();
    }
  }

  private <T> T heldByProcess(Supplier<T> work) {
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock(channel); // until it is closed
        return work.get();
      }
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not lock " + file + ": " + e.getMessage(), e);
    }
  }

  private static void lock(FileChannel channel) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (true) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while another process held it");
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException(
            "another process has held it for " + WAIT_SECONDS + " s; let that end, or end it");
      }
      LockSupport.parkNanos(GLANCE_NANOS);
    }
  }
}
