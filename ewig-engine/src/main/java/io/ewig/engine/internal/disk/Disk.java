package io.ewig.engine.internal.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the engine asks of a file system.
 *
 * <p>Nothing is durable before it was forced: a file's bytes by {@link #append}, {@link #allocate},
 * {@link #write} or {@link DiskMap#force}; its name by {@link #forceDirectory}.
 */
public interface Disk {

  void createDirectories(Path directory) throws IOException;

  boolean exists(Path file);

  /** The names in a directory, sorted; empty if there is none. */
  List<Path> list(Path directory) throws IOException;

  /** The same without directories, which a stranger may have given the name of a file. */
  default List<Path> files(Path directory) throws IOException {
    return list(directory).stream().filter(path -> !Files.isDirectory(path)).toList();
  }

  long size(Path file) throws IOException;

  /**
   * The offset after the last byte of a file that is not zero.
   *
   * <p>Looked for without a mapping: touching a mapped hole takes space, which a full disk has not.
   */
  long usedBytes(Path file) throws IOException;

  /** How much more can be written where a file lies, or is to. */
  long freeBytes(Path file) throws IOException;

  byte[] read(Path file) throws IOException;

  /** Writes a new or existing file from its start and forces its bytes. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Adds to the end of a file and forces its bytes. */
  void append(Path file, byte[] bytes) throws IOException;

  /** Creates a file full of zeros that really has its blocks, and forces it. */
  void allocate(Path file, long bytes) throws IOException;

  /** Cuts a file, and forces it. */
  void truncate(Path file, long bytes) throws IOException;

  /** Moves a file within the file system, atomically, over an existing one. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** Makes the names in a directory durable. */
  void forceDirectory(Path directory) throws IOException;

  /** Maps the first bytes of a file. */
  DiskMap map(Path file, long bytes, boolean writable) throws IOException;

  /** Replaces a file as a whole: after a crash it holds either the old bytes or the new ones. */
  default void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    write(fresh, bytes);
    rename(fresh, file);
    forceDirectory(parentOf(file));
  }

  /** The directory that a file lies in. */
  static Path parentOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " lies in no directory");
    }
    return parent;
  }
}
