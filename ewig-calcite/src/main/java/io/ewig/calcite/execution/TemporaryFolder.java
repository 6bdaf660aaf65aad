package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where statements put rows that memory has no room for; shared by all executions, any thread.
 *
 * <ul>
 *   <li>The folder is made when the first file is, and files go when they are closed.
 *   <li>What a crash left behind is deleted when the folder is opened: only one process may use it.
 *   <li>All files together stay within a limit, so that a query cannot fill the disk.
 *   <li>Files are encrypted under a key that nobody keeps: what the database encrypts must not lie
 *       on the disk in clear, nor what a crash leaves be readable.
 * </ul>
 */
public final class TemporaryFolder {

  /** Room to sort some hundred million rows; a disk that is smaller says so itself. */
  public static final long BYTES_DEFAULT = 64L << 30;

  private static final String PREFIX = "spill-";
  private static final String SUFFIX = ".tmp";
  private static final int KEY_BYTES = 16;
  private static final TemporaryFolder NONE = new TemporaryFolder(null, PREFIX, 0);

  private final @Nullable Path folder;
  private final String prefix;
  private final long bytesMax;
  private final byte[] key = new byte[KEY_BYTES];
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong count = new AtomicLong();

  private TemporaryFolder(@Nullable Path folder, String prefix, long bytesMax) {
    this.folder = folder;
    this.prefix = prefix;
    this.bytesMax = bytesMax;
    new SecureRandom().nextBytes(key);
  }

  /** No files at all: what memory has no room for is refused. */
  public static TemporaryFolder none() {
    return NONE;
  }

  /** Files in this folder, which nobody else may be using. */
  public static TemporaryFolder at(Path folder, long bytesMax) {
    try {
      deleteLeftovers(folder);
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "cannot empty the folder of temporary files " + folder, e);
    }
    return new TemporaryFolder(folder, PREFIX, bytesMax);
  }

  /**
   * Files beside those of other programs, where the system has them: for who may write nowhere
   * else. What a crash leaves behind is the system's to delete.
   */
  public static TemporaryFolder ofSystem(long bytesMax) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    return new TemporaryFolder(folder, "ewig-" + PREFIX + UUID.randomUUID() + "-", bytesMax);
  }

  private static void deleteLeftovers(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /** Whether there can be files. */
  public boolean isThere() {
    return folder != null;
  }

  /** How many bytes the files that are open hold. */
  public long bytes() {
    return bytes.get();
  }

  /** A new file, empty; whoever creates closes. */
  public TemporaryFile create() {
    if (folder == null) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED,
          "the statement needs more memory than it may take, and there is no folder for temporary"
              + " files; select fewer rows or columns, or raise memoryMaxBytes, a property of the"
              + " connection");
    }
    long number = count.incrementAndGet();
    Path file = folder.resolve(prefix + number + SUFFIX);
    try {
      Files.createDirectories(folder);
      return new TemporaryFile(this, file, new TemporaryCipher(key, number));
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "cannot create the temporary file " + file, e);
    }
  }

  void take(long more) {
    if (bytes.addAndGet(more) > bytesMax) {
      bytes.addAndGet(-more);
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED,
          "temporary files need more than the "
              + bytesMax
              + " bytes that all statements together may take; wait for others to end, or select"
              + " fewer rows or columns");
    }
  }

  void giveBack(long less) {
    bytes.addAndGet(-less);
  }
}
