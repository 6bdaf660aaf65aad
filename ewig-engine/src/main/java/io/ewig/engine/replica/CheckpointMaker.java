package io.ewig.engine.replica;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.inception.Statement;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.milestone.StateContent;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.Scan;
import io.ewig.engine.session.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Folds what lies below a horizon into a signed checkpoint; changes nothing here. One thread. */
final class CheckpointMaker {

  private static final Lineage MAIN = Lineage.of(Refs.MAIN);

  private final Database database;
  private final State state;
  private final EventLog log;

  CheckpointMaker(Database database) {
    this.database = database;
    this.state = database.state();
    this.log = database.log();
  }

  SignedCheckpoint make(Horizon horizon, SigningKey key) {
    long size = horizon.size();
    requireWorthIt(horizon);
    state.catchUp(log.head().size());
    MilestoneSearch.Found found = new MilestoneSearch(database, size).find();
    byte[] content = StateContent.of(state, size, found.milestones(), found.parts());
    Map<Origin, Statement.Reach> origins = new HashMap<>();
    Map<Heads.Chain, Hash> chains = new HashMap<>();
    Inception inception = state.inception();
    inception
        .statement()
        .ifPresent(
            before -> {
              origins.putAll(before.origins());
              chains.putAll(before.chains());
            });
    try (EventCursor events = log.scan(Scan.all().before(size))) {
      while (events.next()) {
        Event event = events.event();
        origins.put(event.origin(), new Statement.Reach(event.originSeq(), event.hlc()));
        chains.put(new Heads.Chain(event.origin(), events.branch()), event.hash());
      }
    }
    Statement statement =
        new Statement(
            new TreeMap<>(origins),
            Statement.sorted(chains),
            head(size),
            log.headAt(size).systemNanos(),
            root(found.milestones(), size),
            Sha256.of(content));
    return SignedCheckpoint.sign(statement, content, key);
  }

  private void requireWorthIt(Horizon horizon) {
    if (!state.part().isEverything() || state.part().isGrowing()) {
      throw new UserException(
          ErrorCode.UNSUPPORTED,
          "this replica keeps a part of the history only, so it can't fold any; ask one that has"
              + " everything for a checkpoint");
    }
    long least = state.inception().size();
    if (horizon.size() <= least) {
      String why =
          horizon.heldBy().isEmpty()
              ? "there are none that are not folded already"
              : horizon.heldBy().get(0).what();
      throw new UserException(
          ErrorCode.STILL_NEEDED, "no events can be folded into a checkpoint: " + why);
    }
  }

  /** Of branch main, or of all there are. */
  private Hash root(Milestones milestones, long size) {
    if (!milestones.areMoreThanMain()) {
      return database.checkpoints().root(new Sight(MAIN, size));
    }
    SortedMap<String, Hash> roots = new TreeMap<>();
    for (BranchInfo branch : state.refs().branches(size)) {
      Sight there = new Sight(branch.line().lineage(), size);
      roots.put(branch.name(), database.checkpoints().root(there));
    }
    return Replica.rootOf(roots);
  }

  private Hash head(long size) {
    byte[] commits = Space.COMMITS.key(Space.ofLine(Refs.MAIN));
    long newest = state.source(MAIN, size).newestSeq(commits);
    return newest < 0 ? Hash.ZERO : log.commitOf(newest).first().hash();
  }
}
