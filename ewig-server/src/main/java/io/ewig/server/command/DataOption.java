package io.ewig.server.command;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.KeyProvider;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which database a command is about, and how it opens it. */
public final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the database.")
  private Path folder = Path.of("");

  @ArgGroup private @Nullable Key key;

  /** Where the key of an encrypted database comes from: one of these. */
  static final class Key {
    @Option(
        names = "--key-file",
        paramLabel = "FILE",
        description = "The key is in a file that only its owner may read.")
    private @Nullable Path file;

    @Option(
        names = "--key-env",
        paramLabel = "NAME",
        description = "The key is in an environment variable.")
    private @Nullable String variable;

    private KeyProvider provider() {
      return file != null
          ? Keys.file(file)
          : Keys.environment(Objects.requireNonNull(variable, "picocli sets one of the two"));
    }
  }

  private Config config() {
    return key == null ? Config.defaults() : Config.defaults().withKey(key.provider());
  }

  /** Changes nothing, and works beside a living writer. */
  public Ewig openToRead() {
    return Ewig.open(folder, config().withReadOnly(true));
  }

  /** Makes the database if there is none. */
  public Ewig openToWrite() {
    return Ewig.open(folder, config());
  }

  /** Opens another folder in the same way, making a database if there is none. */
  public Ewig open(Path other) {
    return Ewig.open(other, config());
  }

  /** There must be one. */
  public Ewig openToChange() {
    return Ewig.open(folder, config().withCreateIfMissing(false));
  }

  /** Makes what is derived from the log anew. */
  public Ewig rebuild() {
    return Ewig.rebuild(folder, config());
  }

  public Path folder() {
    return folder;
  }
}
