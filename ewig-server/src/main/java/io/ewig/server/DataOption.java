package io.ewig.server;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which database a command is about, and how it opens it. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the database.")
  private Path folder = Path.of("");

  /** Changes nothing, and works beside a living writer. */
  Ewig openToRead() {
    return Ewig.open(folder, Config.defaults().withReadOnly(true));
  }

  /** Makes the database if there is none. */
  Ewig openToWrite() {
    return Ewig.open(folder, Config.defaults());
  }

  Path folder() {
    return folder;
  }
}
