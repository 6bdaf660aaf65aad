package io.ewig.engine.internal.journal.file;

import io.ewig.engine.format.segment.ManifestFormat;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A segment that the manifest does not know as sealed: the one that was growing, or one that was
 * about to be sealed.
 *
 * @param isActive whether it lies in a directory of its own under {@code active}
 */
public record TailFile(int number, ManifestFormat.Writer writer, Path path, boolean isActive) {

  /**
   * Those behind the last sealed one, oldest first.
   *
   * <p>A writer may move one meanwhile, from active to sealed: looked for in that order, it is
   * found at least once.
   */
  public static List<TailFile> find(JournalOptions options, int lastSealed) throws IOException {
    Disk disk = options.disk();
    JournalPaths paths = options.paths();
    List<TailFile> found = new ArrayList<>();
    for (Path directory : disk.list(paths.active())) {
      int number = numberOf(directory);
      if (number > 0) {
        for (Path file : listIfThere(disk, directory)) {
          add(found, number, file, writer -> directory.resolve(writer.growing()), true);
        }
      }
    }
    for (Path file : disk.list(paths.sealed())) {
      int number = numberOf(file);
      add(found, number, file, writer -> paths.sealed(number, writer), false);
    }
    found.removeIf(file -> file.number <= lastSealed);
    found.sort(Comparator.comparingInt(TailFile::number));
    return found;
  }

  /** Whether no stranger's file lies beside it that its writer would take for one of its own. */
  public boolean isAlone(Disk disk) throws IOException {
    return disk.list(Disk.parentOf(path)).stream()
        .allMatch(
            other ->
                other.getFileName().equals(path.getFileName())
                    || !other.toString().endsWith("." + writer.extension()));
  }

  private static List<Path> listIfThere(Disk disk, Path directory) throws IOException {
    try {
      return disk.list(directory);
    } catch (NoSuchFileException moved) { // and is found among the sealed ones
      return List.of();
    }
  }

  /**
   * Adds a file if it is called as a segment is; others are a stranger's.
   *
   * @param name what a writer calls it
   */
  private static void add(
      List<TailFile> found,
      int number,
      Path file,
      Function<ManifestFormat.Writer, Path> name,
      boolean active) {
    for (ManifestFormat.Writer writer : ManifestFormat.Writer.values()) {
      if (number > 0 && file.equals(name.apply(writer))) {
        found.removeIf(before -> before.number == number && before.isActive && !active);
        found.add(new TailFile(number, writer, file, active));
      }
    }
  }

  /** The number that a segment's file or directory is named after, or 0. */
  static int numberOf(Path path) {
    String name = String.valueOf(path.getFileName());
    boolean numbered = name.length() >= 8 && name.chars().limit(8).allMatch(Character::isDigit);
    return numbered && (name.length() == 8 || name.charAt(8) == '.')
        ? Integer.parseInt(name.substring(0, 8))
        : 0;
  }
}
