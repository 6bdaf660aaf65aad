package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.error.ResourceException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the list of checkpoints is kept: after a crash it is the old one or the new one. */
public final class CheckpointFile {

  public static final String NAME = "checkpoints.ewc";

  private final Disk disk;
  private final Path file;

  public CheckpointFile(Disk disk, Path folder) {
    this.disk = disk;
    this.file = folder.resolve(NAME);
  }

  /** What is listed; nothing if it was made under other rules. */
  List<Checkpoint> read(Hash rules) {
    try {
      if (!disk.exists(file)) {
        return List.of();
      }
      CheckpointFormat.Content content = CheckpointFormat.read(disk.read(file), file.toString());
      return content.rules().equals(rules) ? content.checkpoints() : List.of();
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  void replace(Hash rules, List<Checkpoint> checkpoints) {
    try {
      disk.replace(file, CheckpointFormat.write(rules, checkpoints));
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  /** Forgets all checkpoints. */
  public void delete() {
    try {
      if (disk.exists(file)) {
        disk.delete(file);
        disk.forceDirectory(Disk.parentOf(file));
      }
    } catch (IOException e) {
      throw failure("delete", e);
    }
  }

  private ResourceException failure(String what, IOException e) {
    return DiskFailure.of(what, file, e);
  }
}
