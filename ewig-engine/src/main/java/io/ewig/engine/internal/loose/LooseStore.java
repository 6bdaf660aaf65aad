package io.ewig.engine.internal.loose;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BlobFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.store.ContentStore;
import java.io.IOException;
import java.nio.file.Path;

/** A {@link ContentStore} in which each object is a file. */
public final class LooseStore implements ContentStore {

  private final Disk disk;
  private final Path folder;
  private final FrameKeys keys;

  public LooseStore(Disk disk, Path folder, FrameKeys keys) {
    this.disk = disk;
    this.folder = folder;
    this.keys = keys;
  }

  @Override
  public Hash put(byte[] bytes) {
    Hash address = Sha256.of(bytes);
    Path file = fileOf(address);
    try {
      synchronized (this) {
        if (!disk.exists(file)) {
          Path directory = Disk.parentOf(file);
          disk.createDirectories(directory);
          disk.replace(file, BlobFormat.write(bytes, keys));
          disk.forceDirectory(folder);
        }
      }
      return address;
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not keep the blob " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public byte[] get(Hash address) {
    Path file = fileOf(address);
    if (!disk.exists(file)) {
      throw new UserException(ErrorCode.NOT_FOUND, "there is no blob " + address);
    }
    byte[] bytes;
    try {
      bytes = BlobFormat.read(disk.read(file), keys, file.toString());
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not read the blob " + file + ": " + e.getMessage(), e);
    }
    if (!Sha256.of(bytes).equals(address)) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file.toString(), 0, "its content does not have its address");
    }
    return bytes;
  }

  @Override
  public boolean contains(Hash address) {
    return disk.exists(fileOf(address));
  }

  private Path fileOf(Hash address) {
    String hex = address.toString();
    return folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
  }

  @Override
  public void close() {
    // holds no file open
  }
}
