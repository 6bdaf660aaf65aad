package io.ewig.engine.internal.journal.opening;

import io.ewig.engine.format.FolderSign;
import io.ewig.engine.format.segment.ManifestFormat.Kind;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.file.BlockRoots;
import io.ewig.engine.internal.journal.file.Entries;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.JournalPaths;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.file.SealedSegments;
import io.ewig.engine.internal.journal.file.SegmentSealer;
import io.ewig.engine.internal.journal.file.TailFile;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.log.LogState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Finishes a segment that a crash left: what follows its last whole commit goes to quarantine, the
 * rest is sealed.
 *
 * <p>Nobody ever adds to such a file again. Chronicle would go on behind a hole, where readers
 * never get.
 */
final class Repair {

  private final JournalOptions options;
  private final Manifest manifest;
  private final SealedSegments sealed;
  private final BlockRoots blocks;

  Repair(JournalOptions options, Manifest manifest, SealedSegments sealed, BlockRoots blocks) {
    this.options = options;
    this.manifest = manifest;
    this.sealed = sealed;
    this.blocks = blocks;
  }

  void finish(TailFile file, TailWalk walk, LogState state) throws IOException {
    Disk disk = options.disk();
    Segment segment = walk.segment();
    if (walk.hasLeftover()) {
      quarantine(file, segment, walk);
    }
    if (walk.tables().count() > 0) {
      segment.map().force(0, segment.end());
      new SegmentSealer(options, sealed, manifest)
          .seal(
              Entries.of(Kind.SEALED, file.writer(), segment, walk.tables(), state, segment.end()),
              segment,
              walk.tables(),
              state);
      blocks.save(disk, options.paths().blockRoots());
      segment.close();
    } else {
      segment.close();
      disk.delete(file.path());
      if (file.isActive()) {
        SegmentSealer.deleteDirectory(disk, options.paths().active(file.number()));
      }
    }
  }

  private void quarantine(TailFile file, Segment segment, TailWalk walk) throws IOException {
    Disk disk = options.disk();
    Path folder = options.paths().quarantine();
    FolderSign.QUARANTINE.make(disk, folder);
    disk.forceDirectory(options.paths().root());
    byte[] leftover = new byte[walk.lastUsed() - segment.end()];
    ByteBuffer bytes = segment.map().bytes();
    bytes.get(segment.end(), leftover);
    Path target =
        folder.resolve(
            JournalPaths.name(file.number())
                + "-at-"
                + segment.end()
                + "-"
                + disk.list(folder).size()
                + JournalPaths.TORN);
    disk.write(target, leftover);
    disk.forceDirectory(folder);
  }
}
