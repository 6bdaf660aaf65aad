package io.ewig.engine.internal.journal.file;

import io.ewig.engine.format.FolderSign;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.format.segment.SegmentState;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.internal.segment.Tables;
import io.ewig.engine.log.LogState;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;

/**
 * Turns an active segment, all of it forced, into a sealed one.
 *
 * <p>The order matters: index and file are in place before the manifest says so, and a crash in
 * between leaves a segment that recovery walks and seals again.
 */
public final class SegmentSealer {

  private final JournalOptions options;
  private final SealedSegments sealed;
  private final Manifest manifest;

  public SegmentSealer(JournalOptions options, SealedSegments sealed, Manifest manifest) {
    this.options = options;
    this.sealed = sealed;
    this.manifest = manifest;
  }

  public void seal(Entry entry, Segment segment, Tables tables, LogState state) throws IOException {
    Disk disk = options.disk();
    JournalPaths paths = options.paths();
    if (!disk.exists(paths.sealed())) {
      FolderSign.SEALED.make(disk, paths.sealed());
      disk.forceDirectory(paths.root());
    }
    Path from = Path.of(segment.file());
    Path to = paths.sealed(entry.number(), entry.writer());
    disk.truncate(from, entry.end());
    sealed.write(
        entry,
        tables,
        new SegmentState(segment.keys(), segment.names(), state.heads(), state.peaks()));
    if (!from.equals(to)) {
      disk.rename(from, to);
      segment.moved(to.toString());
      disk.forceDirectory(paths.sealed());
      deleteDirectory(disk, paths.active(entry.number()));
      disk.forceDirectory(paths.active());
    }
    manifest.add(entry);
    sealed.release(entry, segment);
  }

  /** Removes a directory with what a writer left in it; not folders that a stranger put there. */
  public static void deleteDirectory(Disk disk, Path directory) throws IOException {
    boolean isEmptied = true;
    for (Path left : disk.list(directory)) {
      try {
        disk.delete(left);
      } catch (DirectoryNotEmptyException strangers) {
        isEmptied = false;
      }
    }
    if (isEmptied) {
      disk.delete(directory);
    }
  }
}
