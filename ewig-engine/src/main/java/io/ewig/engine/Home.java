package io.ewig.engine;

import io.ewig.engine.backup.Backup;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.format.FolderSign;
import io.ewig.engine.format.ServedFolders;
import io.ewig.engine.internal.crypt.KeyVault;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.time.SystemNanos;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The folder of a database: who it is, and what its rooms are called. */
record Home(Path folder, Disk disk) {

  /** Reads who this database is, or makes a new one. */
  DatabaseFile identify(Config config, SecureRandom random) {
    Path file = folder.resolve(DatabaseFile.NAME);
    try {
      if (disk.exists(file)) {
        DatabaseFile known = DatabaseFile.parse(disk.read(file), file.toString());
        requireKeysToFit(known, config);
        return known;
      }
      if (config.readOnly() || !config.createIfMissing()) {
        throw new UserException(
            ErrorCode.NOT_A_DATABASE,
            folder + " holds no database: there is no " + DatabaseFile.NAME + " in it");
      }
      if (!isFree()) {
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
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not open " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Nothing is in it, or what is left of a database that was not finished, or what a server has
   * that was told of its users before there was anything to serve.
   */
  private boolean isFree() throws IOException {
    Path begun = folder.resolve(DatabaseFile.NAME + ".new");
    return disk.list(folder).stream()
        .allMatch(there -> there.equals(begun) || ServedFolders.are(there));
  }

  private DatabaseFile create(Config config, SecureRandom random) throws IOException {
    if (!disk.exists(folder)) {
      disk.createDirectories(folder);
      disk.forceDirectory(Disk.parentOf(folder));
    }
    if (config.key().isPresent()) {
      KeyVault.create(folder, config.key().get(), random).close();
    }
    DatabaseFile fresh =
        new DatabaseFile(
            DatabaseFile.newId(random),
            SystemNanos.toInstant(config.clock().nanos()),
            config.key().isPresent());
    disk.replace(folder.resolve(DatabaseFile.NAME), fresh.toBytes());
    return fresh;
  }

  private void requireKeysToFit(DatabaseFile known, Config config) {
    if (known.encrypted() && config.key().isEmpty()) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          folder + " is encrypted; open it with the key that it was made with (Config.withKey)");
    }
    if (!known.encrypted() && config.key().isPresent()) {
      throw new UserException(
          ErrorCode.WRONG_KEY,
          folder + " is not encrypted, so it can't be opened with a key; leave the key out");
    }
  }

  Path log() {
    return folder.resolve("log");
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
    return new ResourceException(
        ErrorCode.IO_FAILED, "could not write to " + folder + ": " + e.getMessage(), e);
  }
}
