package io.ewig.engine.internal.journal.file;

import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of a log that nobody reads any more, and that may hold what is to be erased. */
public final class Strays {

  private Strays() {}

  /**
   * Removes files of sealed segments that the manifest does not name, what a crash has left of a
   * rewriting, and what crashes have torn off the end of the log.
   */
  public static void remove(Disk disk, JournalPaths paths, Manifest manifest) throws IOException {
    List<Path> named = new ArrayList<>();
    int last = 0;
    for (Entry entry : manifest.sealed()) {
      named.add(paths.sealed(entry));
      named.add(paths.index(entry));
      last = Math.max(last, entry.number());
    }
    for (Path file : disk.list(paths.sealed())) {
      int number = TailFile.numberOf(file);
      if (number > 0 && number <= last && !named.contains(file)) {
        disk.delete(file);
      }
    }
    if (disk.exists(paths.sealed())) {
      disk.forceDirectory(paths.sealed());
    }
    if (disk.exists(paths.rewriting())) {
      SegmentSealer.deleteDirectory(disk, paths.rewriting());
    }
    removeTorn(disk, paths.quarantine());
  }

  private static void removeTorn(Disk disk, Path quarantine) throws IOException {
    for (Path file : disk.list(quarantine)) {
      if (file.toString().endsWith(JournalPaths.TORN)) {
        disk.delete(file);
      }
    }
  }
}
