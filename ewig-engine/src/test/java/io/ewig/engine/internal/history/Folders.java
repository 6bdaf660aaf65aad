package io.ewig.engine.internal.history;

import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders where forcing costs nothing, if there are such; options with little memory. */
final class Folders {

  private static final Path MEMORY = Path.of("/dev/shm");

  private Folders() {}

  static Path fresh() {
    try {
      return Files.isWritable(MEMORY)
          ? Files.createTempDirectory(MEMORY, "ewig-versions")
          : Files.createTempDirectory("ewig-versions");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static VersionsOptions options(Path folder, Disk disk, FrameKeys keys, int memoryBytes) {
    return new VersionsOptions(
        folder.resolve("runs"), disk, keys, memoryBytes, 3, 64 << 10, Hash.ZERO);
  }
}
