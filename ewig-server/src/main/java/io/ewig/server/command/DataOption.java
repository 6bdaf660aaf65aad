package io.ewig.server.command;

import io.ewig.engine.Compaction;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.Repairs;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.log.Progress;
import io.ewig.engine.repair.RepairReport;
import io.ewig.engine.repair.Spares;
import io.ewig.engine.replica.Acknowledged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  @ArgGroup private @Nullable KeyOption key;

  private Config config() {
    return KeyOption.config(key, folder);
  }

  /** Changes nothing, and works beside a living writer. */
  public Ewig openToRead() {
    return Ewig.open(folder, config().withReadOnly(true));
  }

  /** Makes the database if there is none. */
  public Ewig openToWrite() {
    return Ewig.open(folder, config());
  }

  /** Likewise; one that is made signs what it writes, if that was asked for. */
  public Ewig openToWrite(SigningOption signing) {
    return Ewig.open(folder, signing.in(config()));
  }

  /** Likewise; it keeps what was asked for. */
  public Ewig openToWrite(SigningOption signing, FilterOption part) {
    return part.open(folder, signing.in(config()));
  }

  /** Makes the database that begins at this one's checkpoint, in a new folder. */
  public Compaction.Report compact(Path into, Acknowledged acknowledged, Compaction.Beside beside) {
    return Compaction.into(folder, into, config(), acknowledged, beside);
  }

  /**
   * Makes a database that begins at a checkpoint, and opens it; nothing may be there.
   *
   * @param signers who may have signed it; nobody: whoever it is
   */
  public Ewig beginAt(
      byte[] checkpoint, Set<Origin> signers, SigningOption signing, FilterOption part) {
    SignedCheckpoint begun = SignedCheckpoint.parse(checkpoint, "the checkpoint that came");
    begun.requireSigner(signers);
    return Ewig.beginAt(begun, folder, part.in(signing.in(config())));
  }

  /**
   * Opens another folder in the same way, making a database if there is none: that signs if this
   * one does.
   */
  public Ewig openBeside(Path other) {
    boolean isMade = !DatabaseFile.isIn(other);
    return Ewig.open(other, config().withSigning(isMade && Keys.signer(folder).isPresent()));
  }

  /** There must be one. */
  public Ewig openToChange() {
    return Ewig.open(folder, config().withCreateIfMissing(false));
  }

  /** Makes what is derived from the log anew. */
  public Ewig rebuild() {
    return Ewig.rebuild(folder, config().withCreateIfMissing(false));
  }

  /** Makes it whole again, while nobody has it open. */
  public RepairReport repair(Function<Origin, Spares> spares, Progress progress)
      throws IOException {
    return Repairs.run(folder, config(), spares, progress);
  }

  /** The key of a database that is encrypted. */
  public KeyProvider key() {
    if (key == null) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          "this takes the key: give --key-file, --key-env or --passphrase");
    }
    return key.provider(folder);
  }

  /** Likewise, if one is given. */
  public Optional<KeyProvider> optionalKey() {
    return Optional.ofNullable(key).map(one -> one.provider(folder));
  }

  /** Whether the key that was said lies in a file. */
  public boolean isKeyIn(Path file) throws IOException {
    return key != null && key.isIn(file);
  }

  public Path folder() {
    return folder;
  }
}
