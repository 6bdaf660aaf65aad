package io.ewig.sync.session;

import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.comparison.Comparisons;
import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.crypt.SignatureVerifier;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.replica.Adopted;
import io.ewig.engine.replica.CommitCursor;
import io.ewig.engine.replica.Growth;
import io.ewig.engine.replica.Parked;
import io.ewig.engine.replica.Refusal;
import io.ewig.engine.replica.Replica;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.waiting.WaitingRoom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** An open database as a session sees it; any thread. */
public final class EngineLocal implements Local {

  /** Peers that are given long histories at a time, without a search for where to go on. */
  private static final int WALKS_MAX = 8;

  private final Replica replica;
  private final Comparisons comparisons;
  private final SignatureVerifier verifier = Keys.verifier();
  private final WaitingRoom waiting;
  private final Acknowledgements acknowledgements;
  private final Deque<Walk> walks = new ArrayDeque<>(); // guarded by itself

  /** Takes commits as {@link SignaturePolicy#DEFAULT} has it. */
  public EngineLocal(Ewig database) {
    this(database, () -> SignaturePolicy.DEFAULT);
  }

  /**
   * @param policy which commits have to be signed; asked anew for each batch
   */
  public EngineLocal(Ewig database, Supplier<SignaturePolicy> policy) {
    this(database, WaitingRoom.inMemory(database, policy));
  }

  /**
   * Likewise.
   *
   * @param waiting commits that came by another way, and may wait for what comes by this one; it
   *     knows which have to be signed
   */
  public EngineLocal(Ewig database, WaitingRoom waiting) {
    this(database, waiting, Acknowledgements.NONE);
  }

  /**
   * Likewise.
   *
   * @param acknowledgements told what others say to have
   */
  public EngineLocal(Ewig database, WaitingRoom waiting, Acknowledgements acknowledgements) {
    this.replica = database.replica();
    this.comparisons = database.comparisons();
    this.waiting = waiting;
    this.acknowledgements = acknowledgements;
  }

  @Override
  public Origin self() {
    return replica.self();
  }

  @Override
  public Standing standing() {
    return replica.standing();
  }

  @Override
  public VersionVector version() {
    return replica.version();
  }

  @Override
  public void hear(Origin origin, VersionVector theirs) {
    acknowledgements.said(origin, theirs);
  }

  @Override
  public Optional<String> whyTooOld(VersionVector theirs) {
    return replica.inception().whyTooOld(theirs);
  }

  @Override
  public Filter filter() {
    return replica.part().wanted();
  }

  @Override
  public Hash root(Filter theirs) {
    return replica.root(theirs);
  }

  @Override
  public Optional<Growth> growth() {
    return Optional.of(replica.growth());
  }

  /** Begins where somebody has stopped who had got what this one has by now, if so. */
  @Override
  public Commits since(VersionVector theirs, Filter wanted) {
    Walk walk = new Walk(theirs, wanted, open(theirs, wanted));
    synchronized (walks) {
      walks.addFirst(walk);
      if (walks.size() > WALKS_MAX) {
        walks.removeLast();
      }
    }
    return walk;
  }

  private CommitCursor open(VersionVector theirs, Filter wanted) {
    synchronized (walks) {
      for (Walk walk : walks) {
        OptionalLong position = walk.positionAt(theirs, wanted);
        if (position.isPresent()) {
          walks.remove(walk);
          return replica.since(theirs, wanted, position.getAsLong());
        }
      }
    }
    return replica.since(theirs, wanted);
  }

  @Override
  public byte[] blob(Payload.Blob blob) {
    return replica.content(blob);
  }

  @Override
  public Commits commits(List<EventRange> wanted) {
    Map<Origin, Long> seqs = new HashMap<>(replica.version().seqs());
    Map<Origin, List<EventRange>> byOrigin = new HashMap<>();
    for (EventRange range : wanted) {
      byOrigin.computeIfAbsent(range.origin(), any -> new ArrayList<>()).add(range);
      seqs.computeIfPresent(range.origin(), (any, seq) -> Math.min(seq, range.from() - 1));
    }
    CommitCursor cursor = replica.since(VersionVector.of(seqs));
    return () -> {
      while (cursor.next()) {
        Commit commit = cursor.commit();
        List<EventRange> ofOrigin = byOrigin.getOrDefault(commit.first().origin(), List.of());
        if (ofOrigin.stream().anyMatch(range -> isIn(range, commit))) {
          return commit;
        }
      }
      return null;
    };
  }

  private static boolean isIn(EventRange range, Commit commit) {
    return commit.first().originSeq() <= range.to() && commit.last().originSeq() >= range.from();
  }

  @Override
  public Optional<Comparisons> comparisons() {
    return Optional.of(comparisons);
  }

  @Override
  public Optional<byte[]> object(Hash address) {
    return replica.object(address);
  }

  @Override
  public Optional<CommitSignature> signatureOf(Origin origin) {
    return replica.signatureOf(origin);
  }

  @Override
  public boolean holds(CommitSignature signature) {
    return signature.holds(verifier);
  }

  @Override
  public List<SaltKey> giveSaltKeys(List<Commit> commits) {
    return replica.giveSaltKeys(commits);
  }

  @Override
  public void learn(List<SaltKey> keys) {
    replica.learn(keys);
  }

  @Override
  public Taken take(List<Commit> commits, List<byte[]> blobs, boolean areSealed) {
    Map<Hash, byte[]> contents = new HashMap<>();
    blobs.forEach(bytes -> contents.put(Sha256.of(bytes), bytes));
    Adopted adopted =
        areSealed
            ? replica.adoptSealed(commits, contents::get, waiting.policy())
            : replica.adopt(commits, contents::get, waiting.policy());
    if (adopted.commits() > 0) {
      waiting.admit(); // who is turned away comes again by a session, and is judged there
    }
    Optional<Objection> objection = adopted.refusal().map(EngineLocal::objection);
    if (objection.isEmpty() && !adopted.parked().isEmpty()) {
      objection = Optional.of(gap(adopted.parked().get(0)));
    }
    return new Taken(adopted.events(), adopted.known(), objection);
  }

  private static Objection gap(Parked parked) {
    return Objection.of(
        Reason.GAP,
        "commit " + parked.commit().id() + " builds on what is not here: " + parked.missing());
  }

  private static Objection objection(Refusal refusal) {
    Reason reason = reason(refusal.reason());
    if (reason == Reason.UNSIGNED) {
      return Objection.unsigned(refusal.text(), refusal.origin());
    }
    Refusal.Evidence evidence = refusal.evidence();
    Optional<Message.Fork> fork =
        evidence == null
            ? Optional.empty()
            : Optional.of(
                new Message.Fork(
                    refusal.origin(),
                    refusal.originSeq(),
                    evidence.ours(),
                    evidence.theirs(),
                    evidence.signed()));
    Optional<Origin> liar =
        refusal.reason() == Refusal.Reason.EQUIVOCATION
                || refusal.reason() == Refusal.Reason.BROKEN_CHAIN
                || refusal.reason() == Refusal.Reason.CLOCK_BACK
            ? Optional.of(refusal.origin())
            : Optional.empty();
    return new Objection(reason, refusal.text(), fork, liar);
  }

  private static Reason reason(Refusal.Reason reason) {
    return switch (reason) {
      case FORGED_HASH, BROKEN_CHAIN -> Reason.FORGED;
      case CLOCK_BACK -> Reason.CLOCK_BACK;
      case CLOCK_AHEAD -> Reason.CLOCK;
      case EQUIVOCATION -> Reason.EQUIVOCATION;
      case OWN_EQUIVOCATION -> Reason.SAME_ORIGIN;
      case MALFORMED, CONTENT_MISSING -> Reason.MALFORMED;
      case TOO_MANY_ORIGINS -> Reason.TOO_LARGE;
      case FOLDED -> Reason.FOLDED;
      case WITHHELD -> Reason.WITHHELD;
      case UNSIGNED -> Reason.UNSIGNED;
      case BAD_SIGNATURE -> Reason.BAD_SIGNATURE;
      case READ_ONLY -> Reason.READ_ONLY;
    };
  }
}
