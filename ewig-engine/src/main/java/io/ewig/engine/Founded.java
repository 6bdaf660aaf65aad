package io.ewig.engine;

import io.ewig.engine.branch.Refs;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.inception.Milestones.Milestone;
import io.ewig.engine.inception.Milestones.Strand;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.inception.Statement;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Replica;
import io.ewig.engine.session.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes databases whose history begins at a signed checkpoint.
 *
 * <p>Such a folder gets its name when it is whole and found to be true: what is signed was signed,
 * and the state that came has the root which was. So a crash, or a checkpoint that is not what it
 * claims to be, leaves nothing under that name.
 */
final class Founded {

  private static final String UNFINISHED = "beginning";

  private Founded() {}

  static Opened inMemory(Config config, Workings workings, SignedCheckpoint checkpoint) {
    checkpoint.requireSigned(Keys.verifier());
    Opened opened = Assembly.inMemory(config, workings, Inception.at(checkpoint));
    try {
      begin(opened, checkpoint);
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** Makes a folder, which must not be there, or be empty. */
  static void make(Path folder, Config config, Workings workings, SignedCheckpoint checkpoint) {
    requireSupported(config);
    checkpoint.requireSigned(Keys.verifier());
    Disk disk = workings.disk();
    try {
      Staging.requireFree(
          disk,
          folder,
          ", and a database that is there has a history which does not begin at this checkpoint;"
              + " choose a new folder");
      Origin unused =
          Staging.make(
              disk, folder, UNFINISHED, staging -> found(staging, config, workings, checkpoint));
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "could not make " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Who the new database is. */
  private static Origin found(
      Path folder, Config config, Workings workings, SignedCheckpoint checkpoint)
      throws IOException {
    new Home(folder, workings.disk()).create(config, new SecureRandom(), checkpoint);
    Config there = config.withCreateIfMissing(false);
    try (Opened opened = Assembly.open(folder, there, workings)) {
      begin(opened, checkpoint);
      return opened.id();
    }
  }

  private static void requireSupported(Config config) {
    if (!config.filter().orElse(Filter.EVERYTHING).isEverything()) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "a checkpoint is of all there is, so who begins at it can't keep '"
              + config.filter().orElse(Filter.EVERYTHING)
              + "' only; leave one of the two out");
    }
  }

  /** Says in the log that it begins there, and finds out whether the state is what was signed. */
  private static void begin(Opened opened, SignedCheckpoint checkpoint) {
    Milestones milestones = checkpoint.milestones();
    List<EventId> commits = new ArrayList<>();
    for (Milestone milestone : milestones.all()) {
      Proposal proposal = proposal(checkpoint, milestones, milestone, commits);
      commits.add(opened.database().committer().commit(proposal).id());
      opened.database().state().catchUp(commits.size()); // it says what the next line's name is
    }
    Database database = opened.database();
    Sight main = new Sight(Lineage.of(Refs.MAIN), milestones.count());
    Hash root =
        milestones.areMoreThanMain()
            ? Replica.rootOf(database.roots())
            : database.checkpoints().root(main);
    Statement statement = checkpoint.statement();
    if (!root.equals(statement.root())) {
      throw SignedCheckpoint.forged(
          "carries a state with the root " + root + ", and signed is " + statement.root());
    }
  }

  /**
   * A commit that stands for a milestone, on its line.
   *
   * @param commits those of the milestones before it
   */
  private static Proposal proposal(
      SignedCheckpoint checkpoint,
      Milestones milestones,
      Milestone milestone,
      List<EventId> commits) {
    Statement statement = checkpoint.statement();
    JsonObject said =
        JsonObject.of(
            Map.of(
                "root", JsonText.of(statement.root().toString()),
                "signedBy", JsonText.of(checkpoint.signer().toString()),
                "events", JsonNumber.of(statement.version().events())));
    EventDraft draft =
        new EventDraft(Inception.WORLD, EventType.CHECKPOINT, null, said.canonical());
    Strand line = milestones.lines().get(milestone.line());
    List<EventId> start =
        line.limit() == 0 ? List.of() : List.of(commits.get((int) line.limit() - 1));
    return new Proposal(
        CommitInfo.on(line.name(), List.of()),
        List.of(draft),
        start,
        List.of(),
        Proposal.Gate.OPEN);
  }
}
