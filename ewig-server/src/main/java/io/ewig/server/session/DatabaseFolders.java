package io.ewig.server.session;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.exchange.DatabaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the databases of a server lie beside its first one: a folder each, under their names.
 *
 * @param root made when the first one is
 * @param opener opens the database in a folder, making it if there is none
 */
public record DatabaseFolders(Path root, Function<Path, Ewig> opener) {

  /** A folder that has it is a database. */

  /** No name of a database begins like that. */
  private static final String ASIDE = ".dropped";

  private static final String TEMPORARY = "temporary";

  boolean exists(String name) {
    return DatabaseFile.isIn(root.resolve(name));
  }

  Ewig open(String name) {
    return opener.apply(root.resolve(name));
  }

  /** A database that has been opened once can be opened again. */
  void make(String name) {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw failed("make the folder for databases", e);
    }
    open(name).close();
  }

  Path temporary(String name) {
    return root.resolve(name).resolve(TEMPORARY);
  }

  List<String> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(root)) {
      return all.map(path -> path.getFileName().toString()).filter(this::exists).sorted().toList();
    } catch (IOException e) {
      throw failed("list the databases", e);
    }
  }

  /** Nobody may have it open. */
  void putAside(String name) {
    Path aside = root.resolve(ASIDE);
    try {
      Files.createDirectories(aside);
      int number = 1;
      while (Files.exists(aside.resolve(name + "-" + number))) {
        number++;
      }
      Files.move(root.resolve(name), aside.resolve(name + "-" + number));
    } catch (IOException e) {
      throw failed("put the database '" + name + "' aside", e);
    }
  }

  private static ResourceException failed(String what, IOException cause) {
    return new ResourceException(
        ErrorCode.IO_FAILED, "could not " + what + ": " + cause.getMessage(), cause);
  }
}
