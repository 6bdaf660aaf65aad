package io.ewig.server.command;

import io.ewig.engine.Keys;
import io.ewig.engine.crypt.KeyProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key that is to open a database from now on: one of these. */
public final class NewKeyOption {

  @Option(
      names = "--new-key-file",
      paramLabel = "FILE",
      description = "The new key is in this file, which is made if it is not there.")
  private @Nullable Path file;

  @Option(
      names = "--new-passphrase",
      description = "The new key is a passphrase, which is asked for at the terminal.")
  @SuppressWarnings("UnusedVariable") // what is none of the others is this
  private boolean isAsked;

  @Option(
      names = "--new-passphrase-file",
      paramLabel = "FILE",
      description = "The new passphrase is the first line of a file that only its owner may read.")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--new-passphrase-env",
      paramLabel = "NAME",
      description = "The new passphrase is in an environment variable.")
  private @Nullable String passphraseVariable;

  /** The file, if it is one. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Makes the file, or asks. */
  public KeyProvider provider(SecureRandom random) {
    if (file != null) {
      if (!Files.exists(file)) {
        Keys.generateFile(file, random);
      }
      return Keys.file(file);
    }
    return Passphrases.of(
        passphraseFile,
        passphraseVariable,
        "new passphrase",
        "--new-passphrase-file or --new-passphrase-env",
        true);
  }

  /** What opens the database from now on. */
  @Override
  public String toString() {
    return file == null ? "the new passphrase" : file.toString();
  }
}
