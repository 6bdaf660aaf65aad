package io.ewig.engine.format;

import java.nio.file.Path;
import java.util.List;

/**
 * What a server keeps in the folder of the database that it serves: databases of their own, which
 * may be there before that one is, and are backed up with it.
 */
public final class ServedFolders {

  /** Its users, tokens and audit. */
  public static final String SERVER = "server";

  /** Further databases, each in a folder of its name. */
  public static final String DATABASES = "databases";

  private ServedFolders() {}

  /** Whether a path leads to one of them. */
  public static boolean are(Path folder) {
    return List.of(SERVER, DATABASES).contains(String.valueOf(folder.getFileName()));
  }
}
