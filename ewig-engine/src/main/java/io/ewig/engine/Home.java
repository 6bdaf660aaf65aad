package io.ewig.engine;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.format.FolderSign;
import io.ewig.engine.format.ServedFolders;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.InceptionFile;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.internal.crypt.EncryptedFrames;
import io.ewig.engine.internal.crypt.KeyVault;
import io.ewig.engine.internal.crypt.SigningIdentity;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.journal.file.WriterLock;
import io.ewig.engine.part.Filter;
import io.ewig.engine.time.SystemNanos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder of a database: who it is, and what its rooms are called. */
record Home(Path folder, Disk disk) {

  /** Reads who this database is, whatever opens it; there must be one. */
  DatabaseFile who() {
    Path file = folder.resolve(DatabaseFile.NAME);
    try {
      if (!disk.exists(file)) {
        throw noDatabase();
      }
      return DatabaseFile.parse(disk.read(file), file.toString());
    } catch (IOException e) {
      throw DiskFailure.of("read", file, e);
    }
  }

  private UserException noDatabase() {
    return new UserException(
        ErrorCode.NOT_A_DATABASE,
        folder + " holds no database: there is no " + DatabaseFile.NAME + " in it");
  }

  private @Nullable KeyVault freshVault(Config config, SecureRandom random) {
    return config.key().map(key -> KeyVault.create(folder, key, random)).orElse(null);
  }

  /** Reads who this database is, or makes a new one. */
  DatabaseFile identify(Config config, SecureRandom random) {
    Path file = folder.resolve(DatabaseFile.NAME);
    try {
      if (disk.exists(file)) {
        DatabaseFile known = DatabaseFile.parse(disk.read(file), file.toString());
        requireKeysToFit(known, config);
        requireSigningToFit(known, config);
        requireFilterToFit(known, config);
        return known;
      }
      if (Files.isRegularFile(folder)) {
        throw new UserException(
            ErrorCode.NOT_A_DATABASE,
            folder + " is a file, and a database is a folder; name one, or where to make one");
      }
      if (config.readOnly() || !config.createIfMissing()) {
        throw noDatabase();
      }
      if (!isFree(config.key().isPresent())) {
        throw new UserException(
            ErrorCode.NOT_A_DATABASE,
            folder
                + " is not empty and holds no database; choose an empty folder, or restore "
                + DatabaseFile.NAME
                + (disk.exists(folder.resolve(Backup.UNFINISHED))
                    ? "; a restoring that was begun here has not come to its end: run it again"
                    : ""));
      }
      return create(config, random);
    } catch (IOException e) {
      throw DiskFailure.of("open", folder, e);
    }
  }

  /**
   * Nothing is in it, or what is left of a database that was not finished, or what a server has
   * that was told of its users before there was anything to serve.
   */
  private boolean isFree(boolean isToBeEncrypted) throws IOException {
    Set<Path> begun = new HashSet<>();
    begin(begun, DatabaseFile.NAME); // which is not there, as was asked before
    begin(begun, SigningIdentity.CLEAR_NAME);
    if (isToBeEncrypted) {
      KeyVault.FILES.forEach(name -> begin(begun, name));
      begin(begun, SigningIdentity.WRAPPED_NAME);
    }
    return disk.list(folder).stream()
        .allMatch(there -> begun.contains(there) || ServedFolders.are(there));
  }

  private void begin(Set<Path> begun, String name) {
    begun.add(folder.resolve(name));
    begun.add(folder.resolve(name + ".new"));
  }

  /** Makes a database whose history begins at a checkpoint, in a folder that is not there. */
  void create(Config config, SecureRandom random, SignedCheckpoint inception) {
    try {
      disk.createDirectories(folder);
      DatabaseFile fresh = create(config, random);
      Hash hash = write(inception, config, random);
      disk.replace(folder.resolve(DatabaseFile.NAME), fresh.beginningAt(hash).toBytes());
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  /** The keys to its files, or null if it is not encrypted. */
  @Nullable KeyVault vault(Config config, SecureRandom random) {
    return config.key().map(key -> KeyVault.open(folder, key, random)).orElse(null);
  }

  /** Encrypted, if the database is. */
  private Hash write(SignedCheckpoint inception, Config config, SecureRandom random)
      throws IOException {
    try (KeyVault vault = vault(config, random)) {
      return InceptionFile.write(disk, folder, inception, EncryptedFrames.under(vault));
    }
  }

  private DatabaseFile create(Config config, SecureRandom random) throws IOException {
    if (!disk.exists(folder)) {
      disk.createDirectories(folder);
      disk.forceDirectory(Disk.parentOf(folder));
    }
    Origin id;
    boolean isTakenUp = config.key().isPresent() && KeyVault.exists(folder);
    try (KeyVault vault = isTakenUp ? vault(config, random) : freshVault(config, random)) {
      if (isTakenUp && vault != null) {
        vault.repair(); // there may be one copy only
      }
      id = config.signing() ? newSigner(vault, random) : DatabaseFile.newId(random);
    }
    Filter filter = config.filter().orElse(Filter.EVERYTHING);
    DatabaseFile fresh =
        new DatabaseFile(
                id, SystemNanos.toInstant(config.clock().nanos()), config.key().isPresent())
            .keeping(filter, filter);
    disk.replace(folder.resolve(DatabaseFile.NAME), fresh.toBytes());
    return fresh;
  }

  private Origin newSigner(@Nullable KeyVault vault, SecureRandom random) {
    try (SigningKey key = SigningIdentity.make(folder, vault, random)) {
      return SigningOrigin.of(key.publicKey());
    }
  }

  /** Exchanges the key that opens it; nobody may have it open to write. */
  @SuppressWarnings("try") // the lock is held, and not used
  void rotate(KeyProvider old, KeyProvider next, SecureRandom random) {
    requireKeysToFit(who(), Config.defaults().withKey(old));
    makeRoom();
    try (WriterLock nobodyElse = WriterLock.acquire(writerLock(), WriterLock.thisProcess())) {
      KeyVault.rotate(folder, old, next, random);
    }
  }

  /**
   * Has a database go on under a name that it signs with; nothing if it does so already. What it
   * wrote before stays as it is, under the name that it had.
   */
  @SuppressWarnings("try") // the lock is held, and not used
  Origin signFromNowOn(Config config, SecureRandom random) {
    DatabaseFile known = identify(config.withCreateIfMissing(false), random);
    try (WriterLock nobodyElse = WriterLock.acquire(writerLock(), WriterLock.thisProcess());
        KeyVault vault = vault(config, random)) {
      if (SigningOrigin.is(known.origin()) && SigningIdentity.exists(folder, vault)) {
        SigningIdentity.open(folder, vault, known.origin()).close();
        return known.origin();
      }
      Origin signer = newSigner(vault, random);
      disk.replace(folder.resolve(DatabaseFile.NAME), known.writingAs(signer).toBytes());
      return signer;
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private void requireKeysToFit(DatabaseFile known, Config config) {
    if (known.encrypted() && config.key().isEmpty()) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          folder
              + " is encrypted; open it with the key that it was made with"
              + " (--key-file, --key-env or --passphrase of a command, Config.withKey in Java)");
    }
    if (!known.encrypted() && config.key().isPresent()) {
      throw new UserException(
          ErrorCode.WRONG_KEY,
          folder + " is not encrypted, so it can't be opened with a key; leave the key out");
    }
  }

  private void requireSigningToFit(DatabaseFile known, Config config) {
    if (config.signing() && !config.readOnly() && !SigningOrigin.is(known.origin())) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          folder
              + " is there already and does not sign what it writes; have it begin by ewig keys"
              + " sign --data "
              + folder
              + " (Keys.sign), and open it without asking for that");
    }
  }

  private void requireFilterToFit(DatabaseFile known, Config config) {
    Filter filter = config.filter().orElse(known.wanted());
    if (!filter.equals(known.wanted())) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          folder
              + " is there already and keeps '"
              + known.wanted()
              + "' of its history, not '"
              + filter
              + "'; open it without asking for that, and have more kept by Replica.keep");
    }
  }

  /** Notes, for good, what of the history is here, and what is to be. */
  void keep(Filter whole, Filter wanted) {
    try {
      disk.replace(folder.resolve(DatabaseFile.NAME), who().keeping(whole, wanted).toBytes());
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  Path log() {
    return folder.resolve("log");
  }

  private Path writerLock() {
    return log().resolve("writer.lock");
  }

  Path store() {
    return folder.resolve("store");
  }

  Path runs() {
    return folder.resolve("runs");
  }

  Path warm() {
    return folder.resolve("warm");
  }

  /**
   * Makes the log's folder, and its name durable before anything in it is acknowledged: whoever
   * made it before may have left that undone.
   */
  void makeRoom() {
    try {
      disk.createDirectories(log());
      disk.forceDirectory(folder);
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  /** Says in each room what lies there. */
  void putSignsUp() {
    try {
      Path readme = folder.resolve("README.txt");
      if (!disk.exists(readme)) {
        disk.write(readme, DatabaseFile.readme());
      }
      FolderSign.DATABASE.make(disk, folder);
      FolderSign.STORE.make(disk, store());
      FolderSign.RUNS.make(disk, runs());
      FolderSign.WARM.make(disk, warm());
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private ResourceException notWritable(IOException e) {
    return DiskFailure.of("write to", folder, e);
  }
}
