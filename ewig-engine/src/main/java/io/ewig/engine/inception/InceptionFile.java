package io.ewig.engine.inception;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Chunks;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code inception.ewi} in the folder of a database whose history begins at a checkpoint:
 * that as {@link SignedCheckpointFormat} says, or, where the database is encrypted, as
 *
 * <pre>
 *   0         8
 *   +---------+-------------------------------------+
 *   | magic   | the same, as {@link Chunks}, encrypted |     "EWIGINE" 0x01
 *   | 8       | to the end                          |
 *   +---------+-------------------------------------+
 * </pre>
 *
 * <p>It is as much a part of the history as the log, never changes, and is named by its hash in
 * {@code ewig.json}. So that it can't get lost unnoticed, it is looked at whenever the database is
 * opened.
 */
public final class InceptionFile {

  public static final String NAME = "inception.ewi";

  private static final long ENCRYPTED = Long.reverseBytes(Preimage.domain("EWIGINE\u0001"));

  private InceptionFile() {}

  /**
   * Where the history begins.
   *
   * @param hash of the file; null: there is none
   */
  public static Inception read(Disk disk, Path folder, @Nullable Hash hash, FrameKeys keys) {
    return hash == null
        ? Inception.NONE
        : Inception.at(
            checkpoint(disk, folder, hash, keys), () -> checkpoint(disk, folder, hash, keys));
  }

  private static SignedCheckpoint checkpoint(Disk disk, Path folder, Hash hash, FrameKeys keys) {
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
      return SignedCheckpoint.parse(plain(bytes, keys, file.toString()), file.toString());
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not read " + file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] plain(byte[] bytes, FrameKeys keys, String file) {
    ByteBuffer whole = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.length >= Long.BYTES && whole.getLong(0) == ENCRYPTED
        ? Chunks.read(whole, Long.BYTES, SignedCheckpoint.BYTES_MAX, keys, file)
        : bytes;
  }

  /**
   * Writes it, durably; its hash.
   *
   * @param keys {@link FrameKeys#NONE}: in the clear
   */
  public static Hash write(Disk disk, Path folder, SignedCheckpoint checkpoint, FrameKeys keys)
      throws IOException {
    byte[] bytes = checkpoint.toBytes();
    if (keys != FrameKeys.NONE) {
      BytesOut sealed = new BytesOut(bytes.length);
      sealed.putLong(ENCRYPTED);
      Chunks.write(sealed, bytes, bytes.length, keys);
      bytes = sealed.toArray();
    }
    disk.replace(folder.resolve(NAME), bytes);
    return Sha256.of(bytes);
  }
}
