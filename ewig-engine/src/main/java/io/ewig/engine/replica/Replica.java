package io.ewig.engine.replica;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.inception.SignedCheckpoint;
import io.ewig.engine.internal.salt.SaltKeys;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Heads;
import io.ewig.engine.part.Filter;
import io.ewig.engine.part.Part;
import io.ewig.engine.session.Database;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * One of several databases that hold the same history; any thread.
 *
 * <ul>
 *   <li>nothing is said to be here that is not durable;
 *   <li>what is taken was checked: hashes, signatures, chains, clocks, and that all is here that it
 *       builds on;
 *   <li>the same events give the same {@link #root()}, in whatever order they came;
 *   <li>what was seen as of an earlier local time stays what it was.
 * </ul>
 */
public final class Replica {

  private static final long ROOTS = Preimage.domain("EWIGROOT");

  private final Origin self;
  private final Database database;
  private final Erasures erasures;
  private final SaltKeys salts;
  private final EventLog log;
  private final Growth growth;
  private final PartRoots partRoots;
  private volatile Supplier<List<PeerReport>> peers = List::of;
  private volatile Supplier<Acknowledged> acknowledged = () -> Acknowledged.NOTHING;

  public Replica(Origin self, Database database, Erasures erasures, SaltKeys salts) {
    this.self = self;
    this.database = database;
    this.erasures = erasures;
    this.salts = salts;
    this.log = database.log();
    this.growth = new Growth(database, erasures);
    this.partRoots = new PartRoots(database);
  }

  /** Who this database is: the origin of what is written here. */
  public Origin self() {
    return self;
  }

  /** Which part of the history is kept here. */
  public Part part() {
    return database.state().part();
  }

  /**
   * Has more of the history kept here. What of that is wanted comes from the next replica that has
   * it; what there is stays readable meanwhile.
   *
   * @param filter has to cover all that is kept already
   */
  public void keep(Filter filter) {
    growth.want(filter);
  }

  /** What is wanted in addition and has not come. */
  public Growth growth() {
    return growth;
  }

  /** What is here, all of it durable. */
  public VersionVector version() {
    return DurablePart.of(database).version();
  }

  /**
   * What is here, all of it durable, with a mark for each origin: two replicas that have the same
   * marks have the same events, not just as many.
   */
  public Standing standing() {
    DurablePart here = DurablePart.of(database);
    return new Standing(here.version(), Standing.marks(here.chains()));
  }

  /** The other replicas that this one meets, as whoever arranges that reports. */
  public List<PeerReport> peers() {
    return peers.get();
  }

  /** Tells from now on how it stands with other replicas. */
  public void reportPeers(Supplier<List<PeerReport>> reports) {
    peers = reports;
  }

  /** Tells from now on what others have said to have. */
  public void reportAcknowledged(Supplier<Acknowledged> reports) {
    acknowledged = reports;
  }

  /** Where the history here begins. */
  public Inception inception() {
    return database.state().inception();
  }

  /** How much of the history could be folded, by what is reported of others. */
  public Horizon horizon() {
    return horizon(acknowledged.get());
  }

  /**
   * How much of the history could be folded.
   *
   * @param acknowledged what others have said to have
   */
  public Horizon horizon(Acknowledged acknowledged) {
    return new HorizonSearch(self, database, acknowledged).find();
  }

  /**
   * Folds what lies below a horizon into a checkpoint; here all stays as it is. Whoever begins at
   * it can meet all replicas that have what is folded, this one among them.
   */
  public SignedCheckpoint checkpoint(Horizon horizon, SigningKey key) {
    return new CheckpointMaker(database).make(horizon, key);
  }

  /** The durable commits that somebody lacks, each after all that it builds on. */
  public CommitCursor since(VersionVector theirs) {
    return since(theirs, Filter.EVERYTHING);
  }

  /** Likewise, for somebody who wants a part of the history: without the payloads of the rest. */
  public CommitCursor since(VersionVector theirs, Filter wanted) {
    database.state().inception().requireHad(theirs);
    DurablePart here = DurablePart.of(database);
    return CommitCursor.open(log, here.version(), here.size(), asked(theirs, wanted));
  }

  /**
   * Likewise, for somebody to whom all that lies before a seq has been given.
   *
   * @param seq where an earlier cursor was, when what it had given made this version
   */
  public CommitCursor since(VersionVector theirs, Filter wanted, long seq) {
    long size = log.appended().size();
    log.awaitDurable(size);
    return CommitCursor.open(log, seq, size, asked(theirs, wanted));
  }

  private CommitCursor.Asked asked(VersionVector theirs, Filter wanted) {
    return new CommitCursor.Asked(theirs, wanted, !part().isEverything());
  }

  /** What an origin has signed last, of what is here; nothing if that is not signed. */
  public Optional<CommitSignature> signatureOf(Origin origin) {
    long last = -1;
    for (Map.Entry<Heads.Chain, Heads.ChainHead> each :
        DurablePart.of(database).chains().entrySet()) {
      if (each.getKey().origin().equals(origin)) {
        last = Math.max(last, each.getValue().seq());
      }
    }
    return last < 0 ? Optional.empty() : CommitSignature.of(log.commitOf(last));
  }

  /** The bytes of a payload that is kept beside the log. */
  public byte[] content(Payload.Blob payload) {
    return database.state().store().payload(payload);
  }

  /** An object of the content store; nothing if it is not here, or is damaged. */
  public Optional<byte[]> object(Hash address) {
    return database.checkpoints().object(address);
  }

  /**
   * The keys from which salts of commits follow that go out to somebody, as far as they are known
   * and worth their bytes. What is written here from now on has salts of another key.
   */
  public List<SaltKey> giveSaltKeys(List<Commit> commits) {
    return salts.give(commits, version().get(self));
  }

  /**
   * Takes note of keys that came with commits which are here now, to pass them on; unless something
   * was ever erased here, whose salt might follow from them.
   */
  public void learn(List<SaltKey> keys) {
    if (!keys.isEmpty()) {
      erasures.unlessErased(() -> salts.learn(keys));
    }
  }

  /** {@link #adopt(List, Contents)} of commits whose payloads are all beside their events. */
  public Adopted adopt(List<Commit> commits) {
    return adopt(commits, Contents.NONE);
  }

  /**
   * Takes in commits that were made elsewhere, with their ids and hashes; what was taken is durable
   * when this returns.
   *
   * <p>What is here already is passed over. What comes before something that it builds on waits for
   * it within the list, and is given back as parked if it did not come. At the first commit that is
   * wrong this stops: of it nothing is written, what was taken before it stays.
   *
   * @param contents payloads of theirs that are kept beside the log
   */
  public Adopted adopt(List<Commit> commits, Contents contents) {
    return adopt(commits, contents, SignaturePolicy.DEFAULT);
  }

  /**
   * Likewise.
   *
   * @param policy what of theirs has to be signed
   */
  public Adopted adopt(List<Commit> commits, Contents contents, SignaturePolicy policy) {
    return adopt(commits, contents, policy, false);
  }

  /**
   * Likewise, of commits whose ids and hashes were computed in this process, by {@link
   * Commit#seal}, from what they say: these need not be computed again.
   */
  public Adopted adoptSealed(List<Commit> commits, Contents contents, SignaturePolicy policy) {
    return adopt(commits, contents, policy, true);
  }

  private synchronized Adopted adopt(
      List<Commit> commits, Contents contents, SignaturePolicy policy, boolean areSealed) {
    Deque<Commit> waiting = new ArrayDeque<>(commits);
    List<Parked> parked = new ArrayList<>();
    int taken = 0;
    long events = 0;
    int known = 0;
    Refusal refused = null;
    try (Erasures.Adoption adoption = erasures.adoption();
        Intake intake = new Intake(self, database, adoption, contents, policy, areSealed)) {
      int idle = 0; // of those that wait, one behind the other
      while (refused == null && idle < waiting.size()) {
        Commit commit = waiting.remove();
        Intake.Outcome outcome = intake.offer(commit);
        if (outcome instanceof Intake.Waits) {
          waiting.add(commit);
          idle++;
        } else if (outcome instanceof Intake.Refused why) {
          refused = why.refusal();
        } else {
          idle = 0;
          taken += outcome instanceof Intake.Taken ? 1 : 0;
          events += outcome instanceof Intake.Taken ? commit.events().size() : 0;
          known += outcome instanceof Intake.Known ? 1 : 0;
        }
      }
      if (refused == null) {
        waiting.forEach(commit -> parked.add(new Parked(commit, intake.missing(commit))));
      }
    } finally {
      log.awaitDurable(log.appended().size());
    }
    return new Adopted(taken, events, known, parked, refused);
  }

  /** One hash for the roots of several branches, by name. */
  public static Hash rootOf(SortedMap<String, Hash> roots) {
    Preimage preimage = Preimage.start(ROOTS);
    roots.forEach((branch, root) -> preimage.putText(branch).putHash(root));
    return preimage.hash();
  }

  /** One hash for the states of all branches: equal on replicas that hold the same events. */
  public Hash root() {
    return root(Filter.EVERYTHING);
  }

  /**
   * Likewise, of what is kept here and a filter covers as well: equal on two replicas that hold the
   * same events, each asked with the filter of the other.
   */
  public Hash root(Filter theirs) {
    return rootOf(partRoots.of(theirs));
  }
}
