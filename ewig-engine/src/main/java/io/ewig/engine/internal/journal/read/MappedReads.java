package io.ewig.engine.internal.journal.read;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.JournalPaths;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.internal.segment.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door through which a log reads its mapped files: a page that can't be read leaves it as an
 * error that names the file.
 *
 * <p>The JVM tells of such a page by an {@link InternalError} "at some later time": until then the
 * reader goes on with whatever was in memory. Every frame is checksummed, so what comes of that is
 * some other error, or nothing yet; {@link ReadGuard#settle} makes the JVM speak up before anything
 * leaves.
 */
public final class MappedReads {

  private final JournalOptions options;
  private final ReadGuard guard;
  private final Segments segments;
  private volatile @Nullable CorruptionException unreadable;

  public MappedReads(JournalOptions options, ReadGuard guard, Segments segments) {
    this.options = options;
    this.guard = guard;
    this.segments = segments;
  }

  /** Reads, and believes it only if no page was missing. */
  public <T> T ask(Supplier<T> read) {
    try {
      T answer = check(read);
      ReadGuard.settle();
      return answer;
    } catch (InternalError fault) {
      throw explain(fault);
    }
  }

  /** Reads what is checked anyhow, such as events, which come with their frame's checksum. */
  public <T> T askOften(Supplier<T> read) {
    try {
      return check(read);
    } catch (InternalError fault) {
      throw explain(fault);
    }
  }

  private <T> T check(Supplier<T> read) {
    try {
      return read.get();
    } catch (RuntimeException e) {
      ReadGuard.settle();
      if (e instanceof CorruptionException met && unreadable == null) {
        unreadable = met;
      }
      throw e;
    }
  }

  /** The damage that was met first, if any was. */
  public Optional<CorruptionException> unreadable() {
    return Optional.ofNullable(unreadable);
  }

  /** Finds out which file it was. */
  private EwigException explain(InternalError fault) {
    guard.faulted();
    for (Segment segment : segments.opened()) {
      Path file = Path.of(segment.file());
      requireUncut(file, segment.end(), fault);
      requireUncut(JournalPaths.indexOf(file), segment.indexBytes(), fault);
    }
    return new ResourceException(
        ErrorCode.IO_FAILED,
        "a page of a file in "
            + options.folder()
            + " could not be read: "
            + fault.getMessage()
            + "; the machine's log tells which device it was, and verify which file",
        fault);
  }

  private void requireUncut(Path file, long bytes, InternalError fault) {
    long size = bytes;
    try {
      size = options.disk().exists(file) ? options.disk().size(file) : bytes;
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
    if (size < bytes) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file.toString(),
          size,
          "the file was cut from " + bytes + " to " + size + " bytes while it was open",
          fault);
    }
  }
}
