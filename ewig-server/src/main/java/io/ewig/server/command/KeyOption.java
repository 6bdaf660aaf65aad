package io.ewig.server.command;

import io.ewig.engine.Config;
import io.ewig.engine.Keys;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.exchange.DatabaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Option(
      names = "--passphrase",
      description = "The key is a passphrase, which is asked for at the terminal.")
  @SuppressWarnings("UnusedVariable") // what is none of the others is this
  private boolean isAsked;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The passphrase is the first line of a file that only its owner may read.")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--passphrase-env",
      paramLabel = "NAME",
      description = "The passphrase is in an environment variable.")
  private @Nullable String passphraseVariable;

  private @Nullable KeyProvider known;

  /** Of a database, which may have to be made; the same each time, and nobody is asked again. */
  public KeyProvider provider(Path folder) {
    return provider(folder, !DatabaseFile.isIn(folder));
  }

  /** Of a backup. */
  public KeyProvider providerOfBackup(Path folder) {
    return provider(folder, false);
  }

  private KeyProvider provider(Path folder, boolean isNew) {
    KeyProvider provider = known;
    if (provider == null) {
      provider = find(folder, isNew);
      known = provider;
    }
    return provider;
  }

  private KeyProvider find(Path folder, boolean isNew) {
    if (file != null) {
      return Keys.file(file);
    }
    if (variable != null) {
      return Keys.environment(variable);
    }
    return Passphrases.of(
        passphraseFile,
        passphraseVariable,
        "passphrase of " + folder,
        "--passphrase-file or --passphrase-env",
        isNew);
  }

  /** Whether a file holds this very key. */
  boolean isIn(Path other) throws IOException {
    return file != null && Files.exists(other) && Files.mismatch(file, other) < 0;
  }

  /** How a folder is opened with a key, or without one. */
  public static Config config(@Nullable KeyOption key, Path folder) {
    return key == null ? Config.defaults() : Config.defaults().withKey(key.provider(folder));
  }
}
