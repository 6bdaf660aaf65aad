package io.ewig.server.command;

import io.ewig.engine.Config;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.KeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the key of an encrypted database comes from: one of these. */
public final class KeyOption {

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

  public KeyProvider provider() {
    return file != null
        ? Keys.file(file)
        : Keys.environment(Objects.requireNonNull(variable, "picocli sets one of the two"));
  }

  /** Whether a file holds this very key. */
  boolean isIn(Path other) throws IOException {
    return file != null && Files.exists(other) && Files.mismatch(file, other) < 0;
  }

  /** How a database is opened with a key, or without one. */
  public static Config config(@Nullable KeyOption key) {
    return key == null ? Config.defaults() : Config.defaults().withKey(key.provider());
  }
}
