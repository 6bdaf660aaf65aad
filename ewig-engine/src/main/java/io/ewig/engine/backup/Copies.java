package io.ewig.engine.backup;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.log.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies files and adds up what was read of them.
 *
 * <p>A copy has its name only when all of it is durable, so a file under its name is a whole one.
 */
final class Copies {

  /** What a file's name ends with while it is being copied. */
  static final String PART = ".part";

  /** A force for each costs little, and a run that is killed has written no more in vain. */
  private static final int CHUNK_BYTES = 4 << 20;

  /** Where bytes come from. */
  interface Source {
    /** Reads on from an offset; how many bytes, 0 at the end. */
    int read(long at, byte[] into) throws IOException;
  }

  private final Disk disk;
  private final Progress progress;
  private final long total;
  private long done;

  /**
   * @param total of all bytes that are going to be read, for the progress
   */
  Copies(Disk disk, Progress progress, long total) {
    this.disk = disk;
    this.progress = progress;
    this.total = total;
  }

  /** Copies a file as it lies on disk. */
  Hash copy(Path from, long bytes, Path to) throws IOException {
    try (DiskMap map = bytes == 0 ? null : disk.map(from, bytes, false)) {
      return copy(source(map, bytes), to);
    }
  }

  Hash hash(Path file) throws IOException {
    long bytes = disk.size(file);
    try (DiskMap map = bytes == 0 ? null : disk.map(file, bytes, false)) {
      return hash(source(map, bytes));
    }
  }

  static Source source(@Nullable DiskMap map, long bytes) {
    return (at, into) -> {
      int length = (int) Math.min(into.length, bytes - at);
      if (map != null && length > 0) {
        map.bytes().get((int) at, into, 0, length);
      }
      return length;
    };
  }

  Hash copy(Source from, Path to) throws IOException {
    Path part = to.resolveSibling(to.getFileName() + PART);
    disk.write(part, new byte[0]); // whatever a run that was killed has left
    Hash sum = read(from, chunk -> disk.append(part, chunk));
    disk.rename(part, to);
    disk.forceDirectory(Disk.parentOf(to));
    return sum;
  }

  Hash hash(Source from) throws IOException {
    return read(from, chunk -> {});
  }

  private interface Sink {
    void take(byte[] chunk) throws IOException;
  }

  private Hash read(Source from, Sink to) throws IOException {
    Sha256 sum = new Sha256();
    byte[] chunk = new byte[CHUNK_BYTES];
    long at = 0;
    for (int length = from.read(at, chunk); length > 0; length = from.read(at, chunk)) {
      sum.add(chunk, 0, length);
      to.take(length == chunk.length ? chunk : Arrays.copyOf(chunk, length));
      at += length;
      done += length;
      progress.at(Math.min(done, total), total);
    }
    return sum.finish();
  }

  /** Makes a folder, with those it lies in, and their names durable. */
  void makeFolder(Path folder) throws IOException {
    if (!disk.exists(folder)) {
      Path parent = Disk.parentOf(folder);
      makeFolder(parent);
      disk.createDirectories(folder);
      disk.forceDirectory(parent);
    }
  }

  /** Deletes all files of some folders but these. */
  void keepOnly(Set<Path> wanted, List<Path> folders) throws IOException {
    for (Path folder : folders) {
      for (Path file : disk.list(folder)) {
        if (!wanted.contains(file)) {
          disk.delete(file);
        }
      }
    }
  }

  static <T> T ask(String what, Path where, Failures.Question<T> question) {
    try {
      return question.ask();
    } catch (IOException | InternalError e) { // the latter is how a mapping says it can't be read
      throw Failures.failure(what, where, e);
    }
  }
}
