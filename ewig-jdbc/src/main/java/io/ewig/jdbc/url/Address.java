package io.ewig.jdbc.url;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a database is. */
public sealed interface Address {

  /** In this JVM's memory; without a name nobody else can reach it. */
  record Memory(Optional<String> name) implements Address {}

  /** In a folder of this machine. */
  record Folder(Path path) implements Address {}

  /** Behind a server. */
  record Remote(String host, OptionalInt port, Optional<String> database) implements Address {
    /** Where a server listens if nobody says otherwise. */
    public static final int PORT_DEFAULT = 8765;
  }
}
