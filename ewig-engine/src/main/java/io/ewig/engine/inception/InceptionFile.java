package io.ewig.engine.inception;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code inception.ewi} in the folder of a database whose history begins at a checkpoint.
 *
 * <p>It is as much a part of the history as the log, never changes, and is named by its hash in
 * {@code ewig.json}. So that it can't get lost unnoticed, it is looked at whenever the database is
 * opened.
 */
public final class InceptionFile {

  public static final String NAME = "inception.ewi";

  private InceptionFile() {}

  /**
   * Where the history begins.
   *
   * @param hash of the file; null: there is none
   */
  public static Inception read(Disk disk, Path folder, @Nullable Hash hash) {
    return hash == null
        ? Inception.NONE
        : Inception.at(
            checkpoint(disk, folder, hash).statement(), () -> checkpoint(disk, folder, hash));
  }

  private static SignedCheckpoint checkpoint(Disk disk, Path folder, Hash hash) {
    Path file = folder.resolve(NAME);
    try {
      if (!disk.exists(file)) {
        throw new CorruptionException(
            ErrorCode.MISSING_FILE,
            file.toString(),
            -1,
            "is not there, and the history begins with it; restore it from a backup");
      }
      byte[] bytes = disk.read(file);
      if (!Sha256.of(bytes).equals(hash)) {
        throw new CorruptionException(
            ErrorCode.CORRUPT_FILE,
            file.toString(),
            -1,
            "is not the checkpoint with which the history begins; restore it from a backup");
      }
      return SignedCheckpoint.parse(bytes, file.toString());
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Writes it, durably; its hash. */
  public static Hash write(Disk disk, Path folder, SignedCheckpoint checkpoint) throws IOException {
    byte[] bytes = checkpoint.toBytes();
    disk.replace(folder.resolve(NAME), bytes);
    return Sha256.of(bytes);
  }
}
