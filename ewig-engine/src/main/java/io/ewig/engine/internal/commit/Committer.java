package io.ewig.engine.internal.commit;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Commit.Fact;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.commit.Combiner.Turn;
import io.ewig.engine.internal.salt.SaltKeys;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import io.ewig.engine.part.Part;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.Pin;
import io.ewig.engine.time.RisingClock;
import io.ewig.engine.time.SystemNanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns drafts into commits and appends them, one at a time.
 *
 * <p>What costs and depends on nobody else (salts, commitments, blobs) is done before it is a
 * commit's turn, and waiting for the disk after that, so that others can append meanwhile and share
 * the wait.
 */
public final class Committer {

  /** How far another node's clock may be ahead of ours. */
  private static final long DRIFT_MAX_NANOS = 60_000_000_000L;

  private final EventLog log;
  private final ContentStore store;
  private final Origin origin;
  private final RisingClock clock;
  private final SaltKeys salts;
  private final Consumer<Commit> appended;
  private final Supplier<VersionVector> said;
  private final @Nullable SigningKey signer;
  private final Part part;
  private final Inception inception;
  private @Nullable Map<Origin, Long> unsaid; // of others, in its turn; null: to be found out
  private final Combiner turns = new Combiner();

  /**
   * @param appended told of each commit while nobody else appends
   * @param said what this node's own commits say that it has seen of others
   * @param signer signs this node's own commits, if it is one that signs
   * @param part what of the history is kept: nothing is written outside of it
   * @param inception where the log begins
   */
  public Committer(
      EventLog log,
      ContentStore store,
      Origin origin,
      RisingClock clock,
      SaltKeys salts,
      Consumer<Commit> appended,
      Supplier<VersionVector> said,
      @Nullable SigningKey signer,
      Part part,
      Inception inception) {
    this.inception = inception;
    this.log = log;
    this.store = store;
    this.origin = origin;
    this.clock = clock;
    this.salts = salts;
    this.appended = appended;
    this.said = said;
    this.signer = signer;
    this.part = part;
  }

  /** Commits this node's own; returns when it is as durable as the log promises. */
  public Commit commit(Proposal proposal) {
    return commit(proposal, facts -> durable(turns.submit(() -> append(proposal, facts))));
  }

  /**
   * Commits this node's own, and leaves it to the caller to wait for the log before anybody is told
   * of it.
   */
  public Commit commitUnsettled(Proposal proposal) {
    return commit(proposal, facts -> turns.run(() -> append(proposal, facts)));
  }

  private Commit commit(Proposal proposal, Function<List<Fact>, Commit> appending) {
    List<EventDraft> drafts = proposal.drafts();
    for (EventDraft draft : drafts) {
      part.requireWritable(proposal.info().branch(), draft.world(), draft.type());
    }
    List<Pin> held = new ArrayList<>(0); // what the store is to keep before anything refers to it
    try {
      List<Fact> facts = new ArrayList<>(drafts.size());
      for (EventDraft draft : drafts) {
        facts.add(Fact.of(draft, payload(draft.payload(), salts.next(), held)));
      }
      if (held.isEmpty()) {
        return appending.apply(facts);
      }
      store.force(); // content before reference
      return durable(turns.submit(() -> append(proposal, facts)));
    } finally {
      held.forEach(Pin::close);
    }
  }

  /**
   * Waits once, for the turn and for the disk. Also who failed goes to the log: others may wait
   * there for whom this thread has worked.
   */
  private Commit durable(Turn<Commit> turn) {
    log.awaitDurable(
        () -> {
          if (!turn.isDone()) {
            return Long.MAX_VALUE;
          }
          Commit commit = turn.result();
          return commit == null ? 0 : commit.endSeq();
        });
    return turn.outcome();
  }

  /**
   * Commits what is found when nobody else can append, and so takes all there is into account.
   *
   * @param proposal gives what to commit, with payloads that are no blobs; nothing: no commit
   */
  public Optional<Commit> commitAlone(Supplier<Optional<Proposal>> proposal) {
    Optional<Commit> commit = turns.run(() -> proposal.get().map(this::append));
    commit.ifPresent(made -> log.awaitDurable(made.endSeq()));
    return commit;
  }

  private Commit append(Proposal proposal) {
    List<Fact> facts = new ArrayList<>(proposal.drafts().size());
    for (EventDraft draft : proposal.drafts()) {
      facts.add(Fact.of(draft, new Payload.Inline(salts.next(), draft.payload())));
    }
    return append(proposal, facts);
  }

  /** Does something while nobody appends. */
  public void alone(Runnable work) {
    boolean unused =
        askAlone(
            () -> {
              work.run();
              return true;
            });
  }

  /** Finds something out while nobody appends. */
  public <T> T askAlone(Supplier<T> question) {
    return turns.run(question);
  }

  /** Gives the facts their place; when it is their turn. */
  private Commit append(Proposal proposal, List<Fact> facts) {
    Commit same = proposal.gate().pass();
    if (same != null) {
      return same;
    }
    CommitInfo info = proposal.info();
    Heads heads = log.heads();
    long nanos = clock.nextNanos();
    Heads.BranchHead branch = heads.branch(info.branch());
    Heads.ChainHead chain = heads.chain(origin, info.branch());
    Commit unsigned =
        Commit.seal(
            info.withParents(parents(proposal, branch)).withSeen(unsaid(heads)),
            new Commit.Place(
                log.appended().size(),
                nanos,
                origin,
                heads.originSeq(origin) + 1,
                clock.nextHlc(facts.size()),
                chain == null ? Hash.ZERO : chain.hash()),
            facts);
    // in its turn: what is signed is the place that the turn has given it
    Commit commit = signer == null ? unsigned : CommitSignature.sign(unsigned, signer);
    log.append(commit);
    saidAll();
    appended.accept(commit);
    return commit;
  }

  /** What this node has seen of others and has not said yet; most have seen nobody. */
  private VersionVector unsaid(Heads heads) {
    Map<Origin, Long> known = unsaid;
    if (known == null) {
      known = new HashMap<>();
      Map<Origin, Long> all = inception.originSeqs(heads);
      if (all.size() > (all.containsKey(origin) ? 1 : 0)) {
        VersionVector saidSoFar = said.get();
        for (Map.Entry<Origin, Long> each : all.entrySet()) {
          if (!each.getKey().equals(origin) && !saidSoFar.knows(each.getKey(), each.getValue())) {
            known.put(each.getKey(), each.getValue());
          }
        }
      }
      unsaid = known;
    }
    return known.isEmpty() ? VersionVector.EMPTY : VersionVector.of(known);
  }

  private void saidAll() {
    Map<Origin, Long> known = unsaid;
    if (known != null && !known.isEmpty()) {
      known.clear();
    }
  }

  private void saw(Event foreign) {
    Map<Origin, Long> known = unsaid;
    if (foreign.origin().equals(origin)) {
      unsaid = null; // of our own past, which says what it says
    } else if (known != null) {
      known.put(foreign.origin(), foreign.originSeq());
    }
  }

  private static List<EventId> parents(Proposal proposal, Heads.@Nullable BranchHead last) {
    List<EventId> goesOn = last == null ? proposal.start() : List.of(last.commit());
    if (proposal.merged().isEmpty()) {
      return goesOn;
    }
    List<EventId> parents = new ArrayList<>(goesOn);
    parents.addAll(proposal.merged());
    return parents;
  }

  /** One event from far ahead would drag this node's clocks along for good. */
  private void requireNotFromTheFuture(Commit foreign, long nanos) {
    long now = clock.now();
    long latest =
        Math.max(TimeUnit.NANOSECONDS.toMillis(nanos), foreign.last().hybridTime().epochMillis());
    if (latest > TimeUnit.NANOSECONDS.toMillis(now + DRIFT_MAX_NANOS)) {
      throw new ConflictException(
          ErrorCode.CLOCK_AHEAD,
          "commit "
              + foreign.id()
              + " of origin "
              + foreign.first().origin()
              + " is of "
              + Instant.ofEpochMilli(latest)
              + ", and it was "
              + SystemNanos.toInstant(now)
              + " by the clock of the machine that was to take it; set right the one that is wrong,"
              + " or wait until a minute before that time");
    }
  }

  private Payload payload(byte[] bytes, byte[] salt, List<Pin> held) {
    if (bytes.length <= Payload.INLINE_BYTES_MAX) {
      return new Payload.Inline(salt, bytes);
    }
    Pin content = store.hold(bytes);
    held.add(content);
    return new Payload.Blob(salt, bytes.length, content.root());
  }

  /**
   * Appends a commit that was made elsewhere, with its own ids and hashes; not yet durable.
   *
   * <p>It keeps its system time if that is later than all here, so that old history imported in
   * order into an empty database gives the very same log; otherwise it gets the present.
   *
   * @param foreign found to be unchanged, see {@link #requireHashes}
   * @param nanos its system time
   */
  public Head adopt(Commit foreign, long nanos) {
    requireNotFromTheFuture(foreign, nanos);
    return turns.run(() -> appendAdopted(foreign, nanos));
  }

  /** Finds a commit that was changed on its way. */
  public static void requireHashes(Commit foreign) {
    for (int i = 0; i < foreign.events().size(); i++) {
      Event event = foreign.events().get(i);
      if (!foreign.rehash(i).equals(event.hash())) {
        throw new ConflictException(
            ErrorCode.FORGED_EVENT,
            "event " + event.id() + " does not have the hash " + event.hash() + " that it claims");
      }
    }
  }

  private Head appendAdopted(Commit foreign, long wanted) {
    Head end = log.appended();
    long nanos = wanted > end.systemNanos() ? wanted : clock.nextNanos();
    clock.observe(nanos, foreign.last().hlc());
    Commit placed = foreign.placed(end.size(), nanos);
    Head after = log.append(placed);
    saw(placed.last());
    appended.accept(placed);
    return after;
  }
}
