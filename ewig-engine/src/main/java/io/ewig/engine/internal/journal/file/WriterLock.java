package io.ewig.engine.internal.journal.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.Uninterrupted;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.SystemNanos;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a log: one process at a time, and one engine in it.
 *
 * <p>The operating system's lock on {@code writer.lock} goes with its process, so a crash leaves
 * none behind. That lock is also lost when anybody in the same process closes the file; hence
 * {@link WritersHere}, asked before the file is touched.
 */
public final class WriterLock implements AutoCloseable {

  /** A reader that looks whether there is a writer holds the lock itself, for an instant. */
  private static final int GLANCES_MAX = 20;

  private static final long GLANCE_NANOS = 1_000_000;

  private static final String SINCE = " since ";

  private final Path path;
  private final FileChannel channel;

  private WriterLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** This process as one who holds a lock, in words. */
  public static String thisProcess() {
    ProcessHandle me = ProcessHandle.current();
    String command =
        me.info().command().map(path -> String.valueOf(Path.of(path).getFileName())).orElse("java");
    Instant now = SystemNanos.toInstant(Clock.system().nanos());
    return "process " + me.pid() + " (" + command + ")" + SINCE + now;
  }

  private static String pidAndSince(String holder) {
    int since = holder.indexOf(SINCE);
    return " (" + ProcessHandle.current().pid() + ")" + (since < 0 ? "" : holder.substring(since));
  }

  /**
   * @param holder who asks, for the error text of the next one: a line for people
   */
  public static WriterLock acquire(Path file, String holder) {
    Path path = real(file);
    synchronized (WritersHere.TURN) {
      Optional<String> holderHere = WritersHere.of(path);
      if (holderHere.isPresent()) {
        throw taken(path, "another engine in this process" + pidAndSince(holderHere.get()));
      }
      WriterLock acquired = lock(path, holder);
      WritersHere.enter(path, holder);
      return acquired;
    }
  }

  private static WriterLock lock(Path path, String holder) {
    try {
      return Uninterrupted.ask(() -> locked(path, holder));
    } catch (IOException e) {
      throw Failures.failure("lock", path, e);
    }
  }

  private static WriterLock locked(Path path, String holder) throws IOException {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, CREATE, READ, WRITE);
      FileLock lock = channel.tryLock();
      for (int glances = 0; lock == null && glances < GLANCES_MAX; glances++) {
        LockSupport.parkNanos(GLANCE_NANOS);
        lock = channel.tryLock();
      }
      if (lock == null) {
        String other = read(channel);
        channel.close();
        throw taken(path, other.isEmpty() ? "another process" : other);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      return new WriterLock(path, channel);
    } catch (IOException e) {
      closeQuietly(channel, e);
      throw e;
    }
  }

  /** Whether some process holds the lock now, as far as one can tell without disturbing it. */
  public static boolean isHeld(Path file) {
    Path path = real(file);
    synchronized (WritersHere.TURN) {
      return WritersHere.of(path).isPresent() || (Files.exists(path) && isLocked(path));
    }
  }

  private static boolean isLocked(Path path) {
    try {
      return Uninterrupted.ask(() -> isLockedNow(path));
    } catch (IOException e) {
      return false; // a file system without locks has no writer that could hold one
    }
  }

  private static boolean isLockedNow(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    }
  }

  private static Path real(Path file) {
    try {
      return Disk.parentOf(file).toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw Failures.failure("find", file, e);
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(1024);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).trim();
  }

  private static ConflictException taken(Path path, String holder) {
    return new ConflictException(
        ErrorCode.WRITER_PRESENT,
        path.getParent()
            + " is being written to by "
            + holder
            + "; close it there, or open the database here with readOnly");
  }

  private static void closeQuietly(@Nullable FileChannel channel, IOException because) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    synchronized (WritersHere.TURN) {
      try {
        channel.close();
      } catch (IOException e) {
        throw Failures.failure("unlock", path, e);
      } finally {
        WritersHere.leave(path);
      }
    }
  }
}
