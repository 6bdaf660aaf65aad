package io.ewig.server.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the rooms of a database's folder take on disk; a file that goes meanwhile counts nothing.
 */
final class FolderSizes {

  private FolderSizes() {}

  /** Bytes by room; files that lie in none are under {@code other}. */
  static SortedMap<String, Long> of(Path folder) throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path inside = folder.relativize(file);
        String room = inside.getNameCount() > 1 ? inside.getName(0).toString() : "other";
        sizes.merge(room, size(file), Long::sum);
      }
    }
    return sizes;
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
