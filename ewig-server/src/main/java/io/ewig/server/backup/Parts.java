package io.ewig.server.backup;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.format.ServedFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server has beside its database, each a database of its own and backed up as one, under the
 * same name: {@code server}, and {@code databases/NAME}.
 *
 * <p>The parts come first and the database itself last, so what is there without the last is not
 * finished; a run that was killed passes over the parts that are.
 */
final class Parts {

  private static final Path SERVER = Path.of(ServedFolders.SERVER);

  private Parts() {}

  /** Those in the folder of a database. */
  static List<Path> ofDatabase(Path folder) throws IOException {
    return parts(folder, DatabaseFile.NAME);
  }

  /** Those in a backup. */
  static List<Path> ofBackup(Path folder) throws IOException {
    return parts(folder, Backup.NAME);
  }

  /** Nobody chooses a key for it. */
  static boolean isOfServer(Path part) {
    return part.equals(SERVER);
  }

  private static List<Path> parts(Path folder, String mark) throws IOException {
    List<Path> parts = new ArrayList<>();
    if (Files.exists(folder.resolve(SERVER).resolve(mark))) {
      parts.add(SERVER);
    }
    Path databases = folder.resolve(ServedFolders.DATABASES);
    if (Files.isDirectory(databases)) {
      try (Stream<Path> all = Files.list(databases)) {
        all.filter(path -> Files.exists(path.resolve(mark)))
            .sorted()
            .forEach(path -> parts.add(folder.relativize(path)));
      }
    }
    return parts;
  }

  /** What the database in a folder says of itself. */
  static DatabaseFile databaseIn(Path folder) throws IOException {
    Path file = folder.resolve(DatabaseFile.NAME);
    return DatabaseFile.parse(Files.readAllBytes(file), file.toString());
  }

  /**
   * Whether a folder is empty but for parts, or something was begun in it and not finished. The
   * database itself comes last: with it, there is nothing left to be done.
   */
  static boolean isOpenFor(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return !Files.exists(folder);
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.allMatch(ServedFolders::are)
          || (Files.exists(folder.resolve(Backup.UNFINISHED)) && !DatabaseFile.isIn(folder));
    }
  }
}
