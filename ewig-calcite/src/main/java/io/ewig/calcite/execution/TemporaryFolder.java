package io.ewig.calcite.execution;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where statements put rows that memory has no room for; shared by all executions, any thread.
 *
 * <ul>
 *   <li>The folder is made when the first file is, and files go when they are closed.
 *   <li>What a crash left behind is deleted when the folder is opened: only one process may use it.
 *   <li>All files together stay within a limit, so that a query cannot fill the disk.
 * </ul>
 */
public final class TemporaryFolder {

  /** Room to sort some hundred million rows; a disk that is smaller says so itself. */
  public static final long BYTES_DEFAULT = 64L << 30;

  private static final String PREFIX = "spill-";
  private static final String SUFFIX = ".tmp";
  private static final TemporaryFolder NONE = new TemporaryFolder(null, 0, null);

  private final @Nullable Path folder;
  private final long bytesMax;
  private final byte @Nullable [] key;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong count = new AtomicLong();

  private TemporaryFolder(@Nullable Path folder, long bytesMax, byte @Nullable [] key) {
    this.folder = folder;
    this.bytesMax = bytesMax;
    this.key = key;
  }

  /** No files at all: what memory has no room for is refused. */
  public static TemporaryFolder none() {
    return NONE;
  }

  /** Files in this folder, which nobody else may be using. */
  public static TemporaryFolder at(Path folder, long bytesMax) {
    return emptied(folder, bytesMax, null);
  }

  /**
   * The same, encrypted.
   *
   * @param key 16 or 32 random bytes that nobody keeps: what a crash leaves stays unreadable
   */
  public static TemporaryFolder encrypted(Path folder, long bytesMax, byte[] key) {
    return emptied(folder, bytesMax, key.clone());
  }

  private static TemporaryFolder emptied(Path folder, long bytesMax, byte @Nullable [] key) {
    try {
      deleteLeftovers(folder);
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "cannot empty the folder of temporary files " + folder, e);
    }
    return new TemporaryFolder(folder, bytesMax, key);
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
              + " files; select fewer rows or columns, or raise the limit");
    }
    long number = count.incrementAndGet();
    Path file = folder.resolve(PREFIX + number + SUFFIX);
    try {
      Files.createDirectories(folder);
      return new TemporaryFile(this, file, key == null ? null : new TemporaryCipher(key, number));
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
              + " bytes that they may take; select fewer rows or columns, or raise the limit");
    }
  }

  void giveBack(long less) {
    bytes.addAndGet(-less);
  }
}
