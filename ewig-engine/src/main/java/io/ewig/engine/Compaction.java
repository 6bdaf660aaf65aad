package io.ewig.engine;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.internal.disk.Disk;
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
 * <p>What comes of it is another replica, in a folder of its own: it has an origin of its own, the
 * state, and of the history what lies above the horizon. The old one stays as it is, so nothing is
 * lost before somebody deletes it. A crash at any moment leaves no new folder, or the whole.
 */
public final class Compaction {

  /** So many commits are carried over at a time. */
  private static final int BATCH_COMMITS = 1_000;

  /** What is said of a folder that is being made. */
  private static final String UNFINISHED = "compacting";

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

  /**
   * Makes the other database.
   *
   * @param into a folder that is not there yet, or empty
   * @param beside gives the new folder what else it is to have
   */
  public static Report into(
      Path folder, Path into, Config config, Acknowledged acknowledged, Beside beside) {
    return into(folder, into, config, acknowledged, beside, Workings.DEFAULT);
  }

  static Report into(
      Path folder,
      Path into,
      Config config,
      Acknowledged acknowledged,
      Beside beside,
      Workings workings) {
    try {
      return new Compaction(folder, config, workings)
          .make(into.toAbsolutePath().normalize(), acknowledged, beside);
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not compact " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Copies what a folder holds beside the database, such as whom it meets. */
  @FunctionalInterface
  public interface Beside {

    void copy(Path from, Path to) throws IOException;
  }

  private Report make(Path to, Acknowledged acknowledged, Beside beside) throws IOException {
    Staging.requireFree(disk, to, "; choose another folder, or remove it");
    return Staging.make(
        disk,
        to,
        UNFINISHED,
        staging -> {
          Report report = fold(staging, acknowledged);
          beside.copy(folder, staging);
          return report;
        });
  }

  private Report fold(Path to, Acknowledged acknowledged) {
    try (Ewig old = Ewig.open(folder, config.withCreateIfMissing(false), workings)) {
      Horizon horizon = old.replica().horizon(acknowledged);
      SignedCheckpoint checkpoint = old.notary().checkpoint(horizon);
      try (Ewig fresh = Ewig.beginAt(checkpoint, to, config.withSigning(true), workings)) {
        carry(old.replica(), fresh.replica());
        InternalException.require(
            fresh.replica().root().equals(old.replica().root()),
            "a compacted database has the root that it had");
        return new Report(horizon, checkpoint.statement().version().events(), fresh.head().size());
      }
    }
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
}
