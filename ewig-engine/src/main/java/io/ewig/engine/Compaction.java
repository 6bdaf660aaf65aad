package io.ewig.engine;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.file.WriterLock;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.replica.Adopted;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.engine.replica.Horizon;
import io.ewig.engine.replica.Replica;
import io.ewig.engine.replica.SignaturePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes, of a database, the one that begins at its own checkpoint; start here to give room back.
 *
 * <p>What comes of it is another replica: it has an origin of its own, the state, and of the
 * history what lies above the horizon. It can be put in the place of the old one, which is gone
 * then. A crash at any moment leaves the old database or the new one, whole.
 */
public final class Compaction {

  /** So many commits are carried over at a time. */
  private static final int BATCH_COMMITS = 1_000;

  /** Behind a folder's name: what is to take its place, and is whole. */
  private static final String COMPACTED = ".compacted";

  /** Behind a folder's name: whose place was taken. */
  private static final String BEFORE = ".before";

  /** Behind a folder's name: what is being made. */
  private static final String UNFINISHED = ".compacting";

  private final Workings workings;
  private final Disk disk;
  private final Path folder;
  private final Config config;

  private Compaction(Path folder, Config config, Workings workings) {
    this.folder = folder.toAbsolutePath().normalize();
    this.config = config;
    this.workings = workings;
    this.disk = workings.disk();
  }

  /**
   * What was done.
   *
   * @param horizon below which all was folded
   * @param events how many are folded
   * @param kept how many events the new log has
   */
  public record Report(Horizon horizon, long events, long kept) {}

  /** Makes the other database in a new folder; this one stays as it is. */
  public static Report into(Path folder, Path into, Config config, Acknowledged acknowledged) {
    return new Compaction(folder, config, Workings.DEFAULT).into(into, acknowledged);
  }

  /**
   * Has it take this one's place.
   *
   * @param beside moves what else there is in a folder, from the one to the other
   */
  public static Report inPlace(
      Path folder, Config config, Acknowledged acknowledged, Beside beside) {
    return inPlace(folder, config, acknowledged, beside, Workings.DEFAULT);
  }

  static Report inPlace(
      Path folder, Config config, Acknowledged acknowledged, Beside beside, Workings workings) {
    return new Compaction(folder, config, workings).inPlace(acknowledged, beside);
  }

  /** What a folder holds beside the database, such as whom it meets. */
  @FunctionalInterface
  public interface Beside {

    void copy(Path from, Path to) throws IOException;
  }

  private Report into(Path into, Acknowledged acknowledged) {
    return asking(() -> make(into.toAbsolutePath().normalize(), acknowledged, (from, to) -> {}));
  }

  private Report inPlace(Acknowledged acknowledged, Beside beside) {
    return asking(
        () -> {
          finish(disk, folder);
          Report report = make(named(folder, COMPACTED), acknowledged, beside);
          takePlace(report.horizon());
          return report;
        });
  }

  private static Path named(Path folder, String ending) {
    return folder.resolveSibling(folder.getFileName() + ending);
  }

  private Report make(Path to, Acknowledged acknowledged, Beside beside) throws IOException {
    if (disk.exists(to) && !disk.list(to).isEmpty()) {
      throw new UserException(
          ErrorCode.FOLDER_NOT_FREE, to + " is not empty; choose another folder, or remove it");
    }
    Path staging = named(to, UNFINISHED);
    Founded.delete(disk, staging); // of one who was killed
    Report report;
    try (Ewig old = Ewig.open(folder, config.withCreateIfMissing(false), workings)) {
      Horizon horizon = old.replica().horizon(acknowledged);
      SignedCheckpoint checkpoint = old.checkpoint(horizon);
      try (Ewig fresh = Ewig.beginAt(checkpoint, staging, config.withSigning(true), workings)) {
        carry(old.replica(), fresh.replica());
        InternalException.require(
            fresh.replica().root().equals(old.replica().root()),
            "a compacted database has the root that it had");
        report =
            new Report(horizon, checkpoint.statement().version().events(), fresh.head().size());
      }
    } catch (RuntimeException e) {
      Founded.delete(disk, staging);
      throw e;
    }
    beside.copy(folder, staging);
    if (disk.exists(to)) {
      disk.delete(to);
    }
    disk.rename(staging, to);
    disk.forceDirectory(Disk.parentOf(to));
    return report;
  }

  /** Gives the new one what lies above the horizon. */
  private static void carry(Replica from, Replica to) {
    CommitCursor commits = from.since(to.version());
    boolean more = true;
    while (more) {
      List<Commit> batch = new ArrayList<>();
      while (batch.size() < BATCH_COMMITS && (more = commits.next())) {
        batch.add(commits.commit());
      }
      Adopted adopted =
          to.adopt(
              batch,
              address -> from.object(address).orElse(null),
              new SignaturePolicy(SignaturePolicy.Rule.NONE, Set.of()));
      adopted
          .refusal()
          .ifPresent(
              why -> {
                throw new UserException(ErrorCode.FOLDED, why.text());
              });
    }
  }

  /** Renames the one away and the other into its place, unless somebody has written meanwhile. */
  @SuppressWarnings("try") // the lock is held, and not used
  private void takePlace(Horizon horizon) throws IOException {
    Path fresh = named(folder, COMPACTED);
    Path lock = folder.resolve("log").resolve("writer.lock");
    try (WriterLock nobodyElse = WriterLock.acquire(lock, Opened.holder());
        Ewig old = Ewig.open(folder, config.withReadOnly(true), workings);
        Ewig made = Ewig.open(fresh, config.withReadOnly(true), workings)) {
      if (!made.replica().version().contains(old.replica().version())) {
        throw new ConflictException(
            ErrorCode.WRITER_PRESENT,
            "somebody wrote to " + folder + " meanwhile; nothing was compacted, do it again");
      }
      InternalException.require(horizon.size() > 0, "something was folded");
    } catch (RuntimeException e) {
      Founded.delete(disk, fresh);
      throw e;
    }
    disk.rename(folder, named(folder, BEFORE));
    disk.rename(fresh, folder);
    disk.forceDirectory(Disk.parentOf(folder));
    finish(disk, folder);
  }

  /**
   * Ends what somebody has begun who was killed: nothing lies under a database's name although the
   * new one is whole, or the old one still lies beside it.
   */
  static void finish(Disk disk, Path folder) throws IOException {
    Path name = folder.toAbsolutePath().normalize();
    Path fresh = named(name, COMPACTED);
    Path before = named(name, BEFORE);
    if (!disk.exists(name) && disk.exists(before.resolve(DatabaseFile.NAME))) {
      disk.rename(disk.exists(fresh) ? fresh : before, name);
      disk.forceDirectory(Disk.parentOf(name));
    }
    if (disk.exists(name.resolve(DatabaseFile.NAME))) {
      Founded.delete(disk, before);
      Founded.delete(disk, fresh);
    }
  }

  /** Something that reads and writes files. */
  private interface Work {
    Report run() throws IOException;
  }

  private Report asking(Work work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not compact " + folder + ": " + e.getMessage(), e);
    }
  }
}
