package io.ewig.bench.measure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** What a benchmark does to whole folders. */
public final class Folders {

  private static final int BLOCK_BYTES = 64 << 10;

  private Folders() {}

  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * The bytes that all files hold, without the zeros at their ends that wait to be written over.
   */
  public static long bytesUsed(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += bytesUntilZeros(file);
    }
    return bytes;
  }

  private static long bytesUntilZeros(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] block = new byte[BLOCK_BYTES];
      long end = in.length();
      while (end > 0) {
        int length = (int) Math.min(BLOCK_BYTES, end);
        in.seek(end - length);
        in.readFully(block, 0, length);
        for (int i = length - 1; i >= 0; i--) {
          if (block[i] != 0) {
            return end - length + i + 1;
          }
        }
        end -= length;
      }
      return 0;
    }
  }

  /**
   * Copies a folder as a crash would leave it. Files that are never written again, which are those
   * below {@code linked}, get a second name instead of a copy.
   */
  public static void copy(Path from, Path to, Path linked) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      if (file.startsWith(linked)) {
        Files.createLink(target, file);
      } else {
        copyIfThere(file, target);
      }
    }
  }

  /** An open database may have renamed a file since the folder was listed. */
  private static void copyIfThere(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target);
    } catch (NoSuchFileException gone) {
      if (Files.exists(file)) { // then it is the target's folder that is not there
        throw gone;
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
