package io.ewig.engine.replica;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SignatureVerifier;
import io.ewig.engine.erasure.Erasures;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.Seen;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.crypt.signature.Ed25519;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.Scan;
import io.ewig.engine.part.Filter;
import io.ewig.engine.replica.Refusal.Reason;
import io.ewig.engine.session.Database;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.Pin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks at commits that were made elsewhere and takes those that fit; one thread, one batch. */
final class Intake implements AutoCloseable {

  /** For who meets itself: nobody need have lied. */
  private static final String REMEDY =
      "this folder is a copy of another one, or an older state of it to which something was written"
          + " since; keep one of the two, fill a new, empty folder by ewig sync instead of the"
          + " other, and write again there what only that one had";

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final SignatureVerifier VERIFIER = new Ed25519();

  private final Origin self;
  private final Database database;
  private final EventLog log;
  private final Erasures.Adoption adoption;
  private final Contents contents;
  private final SignaturePolicy policy;
  private final boolean areSealed;
  private final List<Pin> held = new ArrayList<>(0);
  private final Map<Origin, Long> seqs = new HashMap<>();
  private final Map<Heads.Chain, Heads.ChainHead> chains = new HashMap<>();
  private final Map<Origin, Long> lastHlcs = new HashMap<>();
  private final Abreast abreast;

  /** What became of one commit. */
  sealed interface Outcome {}

  record Taken() implements Outcome {}

  record Known() implements Outcome {}

  record Waits() implements Outcome {}

  record Refused(Refusal refusal) implements Outcome {}

  /**
   * @param policy what has to be signed
   * @param areSealed whether the hashes of what comes were computed here
   */
  Intake(
      Origin self,
      Database database,
      Erasures.Adoption adoption,
      Contents contents,
      SignaturePolicy policy,
      boolean areSealed) {
    this.self = self;
    this.database = database;
    this.log = database.log();
    this.adoption = adoption;
    this.contents = contents;
    this.policy = policy;
    this.areSealed = areSealed;
    this.abreast = new Abreast(database.state());
    look();
  }

  /** Takes note of what is here by now. */
  private void look() {
    DurablePart now = DurablePart.of(database);
    seqs.putAll(now.version().seqs());
    chains.putAll(now.chains());
  }

  Outcome offer(Commit commit) {
    if (commit.first().origin().equals(self)) {
      look(); // we may have written meanwhile
    }
    if (commit.first().originSeq() <= seq(commit.first().origin())) {
      return again(commit);
    }
    try {
      return missing(commit).isEmpty() ? fresh(commit) : new Waits();
    } catch (UserException e) {
      return refused(Reason.MALFORMED, commit.first(), e.getMessage());
    }
  }

  private long seq(Origin origin) {
    return seqs.getOrDefault(origin, 0L);
  }

  /** What a commit builds on and is not here. */
  List<Missing> missing(Commit commit) {
    List<Missing> missing = new ArrayList<>(0);
    Event first = commit.first();
    long next = seq(first.origin()) + 1;
    if (first.originSeq() > next) {
      missing.add(new Missing(first.origin(), next, first.originSeq() - 1));
    }
    Seen.in(commit.info())
        .seqs()
        .forEach(
            (origin, seen) -> {
              if (seen > seq(origin)) {
                missing.add(new Missing(origin, seq(origin) + 1, seen));
              }
            });
    return missing;
  }

  /** A number that is here already: the same event, or another one. */
  private Outcome again(Commit commit) {
    Event first = commit.first();
    boolean isWhole = commit.last().originSeq() <= seq(first.origin());
    if (database.state().inception().version().knows(first.origin(), first.originSeq())) {
      return new Known(); // what of it is true can't be told any more
    }
    if (isWhole && abreast.isHere(first.hash())) {
      return new Known();
    }
    if (!hasItsHashes(commit)) {
      return forged(commit);
    }
    Optional<Refusal> unsigned = policy.refuses(commit, VERIFIER);
    return unsigned.isPresent() ? new Refused(unsigned.get()) : twice(commit);
  }

  private static boolean hasItsHashes(Commit commit) {
    for (int i = 0; i < commit.events().size(); i++) {
      if (!commit.rehash(i).equals(commit.events().get(i).hash())) {
        return false;
      }
    }
    return true;
  }

  private static Refused forged(Commit commit) {
    return refused(
        Reason.FORGED_HASH,
        commit.first(),
        "the events of commit " + commit.id() + " do not have the hashes that they claim");
  }

  private Refused twice(Commit commit) {
    Event theirs = commit.first();
    boolean isOurs = theirs.origin().equals(self);
    Refusal.Evidence evidence = null;
    OptionalLong ours = find(theirs.origin(), theirs.originSeq());
    if (ours.isPresent()) {
      evidence = evidence(log.commitOf(ours.getAsLong()), ours.getAsLong(), commit);
    }
    String text =
        "event "
            + theirs.originSeq()
            + " of origin "
            + theirs.origin()
            + (isOurs
                ? ", which is this database, is another one elsewhere: " + REMEDY
                : " is another one here: that origin has written two histories, so nothing more"
                    + " of it can be believed");
    return new Refused(
        new Refusal(
            isOurs ? Reason.OWN_EQUIVOCATION : Reason.EQUIVOCATION,
            theirs.id(),
            theirs.origin(),
            theirs.originSeq(),
            text,
            evidence));
  }

  /**
   * Two contents of one number, with both signatures if the origin has signed the two.
   *
   * @param seq of our event
   */
  private Refusal.Evidence evidence(Commit ours, long seq, Commit theirs) {
    List<CommitSignature> signed = new ArrayList<>(2);
    CommitSignature.of(ours).filter(known -> known.holds(VERIFIER)).ifPresent(signed::add);
    CommitSignature.of(theirs).ifPresent(signed::add); // and the policy has found it right
    return new Refusal.Evidence(
        log.get(seq).hash(), theirs.first().hash(), signed.size() == 2 ? signed : List.of());
  }

  /** Looks through the log: hardly ever has to. */
  private OptionalLong find(Origin origin, long originSeq) {
    Scan wanted =
        Scan.all().where(event -> event.originSeq() == originSeq && event.origin().equals(origin));
    try (EventCursor found = log.scan(wanted)) {
      return found.next() ? OptionalLong.of(found.seq()) : OptionalLong.empty();
    }
  }

  /** Written by this database after what is here, as it seems, and does not go on from that. */
  private static Refused elsewhere(Event first) {
    return refused(
        Reason.OWN_EQUIVOCATION,
        first,
        "event "
            + first.originSeq()
            + " of origin "
            + first.origin()
            + ", which is this database, goes on elsewhere from others than are here: "
            + REMEDY);
  }

  private Outcome fresh(Commit commit) {
    Optional<Refusal> unsigned = policy.refuses(commit, VERIFIER); // first: it may be slander
    if (unsigned.isPresent()) {
      return new Refused(unsigned.get());
    }
    Event first = commit.first();
    Heads.Chain chain = new Heads.Chain(first.origin(), commit.info().branch());
    Refused misplaced = misplaced(commit, chains.get(chain));
    if (misplaced != null) {
      return misplaced;
    }
    if (!seqs.containsKey(first.origin()) && seqs.size() >= Seen.ORIGINS_MAX) {
      return refused(
          Reason.TOO_MANY_ORIGINS,
          first,
          "a database knows at most " + Seen.ORIGINS_MAX + " origins, and there are as many here");
    }
    Optional<String> behind = abreast.refuses(commit);
    if (behind.isPresent()) {
      return refused(Reason.FOLDED, first, behind.get());
    }
    Filter wanted = database.state().part().wanted();
    Optional<Event> missing = commit.firstMissing(wanted::covers);
    if (missing.isPresent()) {
      return refused(
          Reason.WITHHELD,
          missing.get(),
          "event "
              + missing.get().id()
              + " of "
              + missing.get().world()
              + " came without its payload, and belongs to what is kept here");
    }
    Commit part = wanted.of(commit);
    Outcome outcome = keep(part) ? take(part) : contentMissing(part);
    if (outcome instanceof Taken) {
      Event last = commit.last();
      seqs.put(last.origin(), last.originSeq());
      chains.put(chain, new Heads.ChainHead(last.hash(), last.seq()));
      lastHlcs.put(last.origin(), last.hlc());
      abreast.took(commit);
    }
    return outcome;
  }

  /** Why a commit does not go on from what is here of its origin; null if it does. */
  private @Nullable Refused misplaced(Commit commit, Heads.@Nullable ChainHead head) {
    Event first = commit.first();
    boolean goesOn = (head == null ? Hash.ZERO : head.hash()).equals(first.parent());
    boolean isLater = first.hlc() > lastHlc(first.origin());
    if (goesOn && isLater) {
      return null;
    }
    if (first.origin().equals(self) && hasItsHashes(commit)) {
      return elsewhere(first);
    }
    if (goesOn) {
      return refused(
          Reason.CLOCK_BACK,
          first,
          "event " + first.id() + " is not later than what its origin did before");
    }
    return refused(
        Reason.BROKEN_CHAIN,
        first,
        "event "
            + first.id()
            + " has the parent "
            + first.parent()
            + ", but the last event of its origin on "
            + commit.info().branch()
            + " is "
            + (head == null ? "none" : head.hash().toString()));
  }

  /** The hybrid time of an origin's last event that is here, or the least. */
  private long lastHlc(Origin origin) {
    return lastHlcs.computeIfAbsent(
        origin,
        any -> {
          long last = -1;
          for (Map.Entry<Heads.Chain, Heads.ChainHead> each : chains.entrySet()) {
            if (each.getKey().origin().equals(origin)) {
              last = Math.max(last, each.getValue().seq());
            }
          }
          Inception inception = database.state().inception();
          return last < 0 ? inception.lastHlc(origin) : log.get(last).hlc();
        });
  }

  private Outcome take(Commit commit) {
    try {
      if (!areSealed) {
        Committer.requireHashes(commit);
      }
      adoption.adoptSealed(commit, arrival(commit));
      return new Taken();
    } catch (ConflictException e) {
      if (e.code() == ErrorCode.FORGED_EVENT) {
        return forged(commit);
      } else if (e.code() == ErrorCode.CLOCK_AHEAD) {
        return refused(Reason.CLOCK_AHEAD, commit.first(), e.getMessage());
      }
      throw e;
    }
  }

  /**
   * When it is recorded here: now, or if our clock is behind theirs not before they did, since what
   * they wrote holds from then on. 0 stands for now.
   */
  private long arrival(Commit commit) {
    long made = NANOS_PER_MILLI * (commit.last().hybridTime().epochMillis() + 1);
    return made > database.now() ? made : 0;
  }

  /** Keeps payloads that lie beside the log, before anything refers to them; whether all came. */
  private boolean keep(Commit commit) {
    ContentStore store = database.state().store();
    boolean isAny = false;
    for (Event event : commit.events()) {
      if (event.payload() instanceof Payload.Blob blob) {
        byte[] bytes = contents.get(blob.content());
        if (bytes == null && !store.contains(blob.content())) {
          return false;
        } else if (bytes != null && !fits(blob, bytes)) {
          return false;
        }
        held.add(store.hold(bytes == null ? store.get(blob.content()) : bytes));
        isAny = true;
      }
    }
    if (isAny) {
      store.force();
    }
    return true;
  }

  private static boolean fits(Payload.Blob blob, byte[] bytes) {
    return bytes.length == blob.size() && Sha256.of(bytes).equals(blob.content());
  }

  private static Refused contentMissing(Commit commit) {
    return refused(
        Reason.CONTENT_MISSING,
        commit.first(),
        "a payload of commit " + commit.id() + " is kept beside the log, and did not come with it");
  }

  private static Refused refused(Reason reason, Event event, @Nullable String text) {
    return new Refused(
        new Refusal(
            reason, event.id(), event.origin(), event.originSeq(), String.valueOf(text), null));
  }

  /** What is held is referred to by now. */
  @Override
  public void close() {
    held.forEach(Pin::close);
  }
}
