package io.ewig.engine.session;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Refs;
import io.ewig.engine.check.CheckCompiler;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Milestones;
import io.ewig.engine.internal.checkpoint.Checkpoints;
import io.ewig.engine.internal.checkpoint.StateVerifier;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.EventsById;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.merge.paused.PausedMerges;
import io.ewig.engine.part.Filter;
import io.ewig.engine.session.number.Numbers;
import io.ewig.engine.time.Clock;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What views, transactions and branches of one open database have in common; any thread.
 *
 * @param random for keys that have to be unique
 * @param paused merges that wait
 * @param reserved worlds that users add nothing to
 */
public record Database(
    EventLog log,
    Checkpoints checkpoints,
    Committer committer,
    Clock clock,
    CheckCompiler checks,
    Random random,
    Numbers numbers,
    PausedMerges paused,
    Reserved reserved) {

  public State state() {
    return checkpoints.state();
  }

  /** What a branch held at a moment, as true now. */
  public View view(String branch, When when) {
    Objects.requireNonNull(when, "when: say When.NOW for now");
    long head = log.head().size();
    state().catchUp(head);
    if (when instanceof When.AtTag at) {
      return tagged(at.tag(), head);
    }
    long size = sizeAt(when, head);
    if (when instanceof When.At) {
      state().inception().requireReached(size);
    }
    Refs refs = state().refs();
    Line line = refs.branch(branch, size).map(BranchInfo::line).orElse(null);
    if (line == null) { // it came later: then as it would have been
      line = refs.branch(branch).line();
    }
    return view(line, size, head);
  }

  private View view(Line line, long size, long horizon) {
    return new View(
        checkpoints,
        line,
        size,
        horizon,
        now(),
        state().sourceOnDemand(line.lineage(), size),
        state().newTables());
  }

  private View tagged(String name, long head) {
    var tag =
        state()
            .refs()
            .tag(name, head)
            .orElseThrow(
                () ->
                    new UserException(ErrorCode.UNKNOWN_OBJECT, "there is no tag '" + name + "'"));
    return view(tag.line(), tag.limit(), head);
  }

  /** The states that are kept. */
  public List<StateSnapshot> snapshots() {
    return checkpoints.all().stream()
        .map(
            one ->
                new StateSnapshot(one.line(), one.size(), one.chain(), one.root(), one.entries()))
        .toList();
  }

  /** The roots of all branches as they are now; of those that are not kept here there is none. */
  public SortedMap<String, Hash> roots() {
    return roots(List.of());
  }

  /** Likewise, of what is kept here and some filters cover as well. */
  public SortedMap<String, Hash> roots(List<Filter> filters) {
    List<Filter> all = new ArrayList<>(filters);
    all.add(state().part().whole());
    SortedMap<String, Hash> roots = new TreeMap<>();
    state().catchUp(log.head().size());
    for (BranchInfo branch : state().refs().branches(Long.MAX_VALUE)) {
      View now = view(branch.name(), When.NOW);
      if (now.isCovered(all)) {
        roots.put(branch.name(), now.root(filters));
      }
    }
    return roots;
  }

  /**
   * Holds state against the log.
   *
   * @param replayed of the same log, with nothing applied yet
   */
  public StateReport verifyState(State replayed, Progress progress) {
    SortedMap<String, Hash> roots = roots();
    StateVerifier verifier = new StateVerifier(checkpoints, replayed);
    return new StateReport(verifier.size(), roots, verifier.verify(progress));
  }

  /** How long the log was at a moment. */
  long sizeAt(When when) {
    if (when instanceof When.AtTag tag) {
      return tagged(tag.tag(), log.head().size()).size();
    }
    return sizeAt(when, log.head().size());
  }

  private long sizeAt(When when, long head) {
    if (when instanceof When.At at) {
      return log.sizeAt(SystemNanos.of(at.systemTime()));
    } else if (when instanceof When.AfterEvent event) {
      return log.commitOf(event.seq()).endSeq();
    } else if (when instanceof When.AfterCommit commit) {
      return find(commit.commit()).endSeq();
    }
    return head;
  }

  /** The commit that was made under an idempotency key, if one was. */
  public Optional<Commit> findOnce(String key) {
    state().catchUp(log.appended().size());
    return Optional.ofNullable(Repeated.of(this, key));
  }

  /** A visible commit by its id. */
  public Commit find(EventId id) {
    Event event = EventsById.find(log, List.of(id)).get(id);
    if (event == null) {
      throw new UserException(ErrorCode.NOT_FOUND, "there is no commit " + id);
    }
    return log.commitOf(event.seq());
  }

  /** The present, never before what has been recorded. */
  public long now() {
    return Math.max(clock.nanos(), log.appended().systemNanos());
  }

  public Transaction begin(String branch) {
    BranchInfo on = state().refs().branch(branch); // once: what is seen is what is written to
    return new Transaction(this, on, view(on));
  }

  /** What a branch holds now where it was found, wherever its name points meanwhile. */
  View view(BranchInfo on) {
    long head = log.head().size();
    return view(on.line(), head, head);
  }

  /** Whether somebody has committed on a line behind an event; for who has the turn to commit. */
  boolean isChanged(Line line, long sinceSeq) {
    Heads.BranchHead last = log.heads().branch(line.name());
    return (last != null && last.seq() >= sinceSeq) || state().refs().isShared(line);
  }

  /** How far the log had got with each origin before a seq; empty if only one ever wrote. */
  public VersionVector heldBefore(long seq) {
    if (state().isFolded(seq)) {
      return heldByMilestone((int) seq - 1);
    }
    record Reach(Map<Origin, Long> originSeqs, long size) {}
    Reach now =
        committer.askAlone(
            () -> new Reach(state().inception().originSeqs(log.heads()), log.appended().size()));
    if (now.originSeqs.size() < 2) {
      return VersionVector.EMPTY;
    }
    Map<Origin, Long> held = new HashMap<>(now.originSeqs);
    log.awaitDurable(now.size);
    try (EventCursor since = log.scan(Scan.all().from(seq).before(now.size).newestFirst())) {
      while (since.next()) {
        held.put(since.event().origin(), since.event().originSeq() - 1);
      }
    }
    return VersionVector.of(held);
  }

  /** Of what is folded is known what there was by a milestone; each is one event of this log's. */
  private VersionVector heldByMilestone(int number) {
    if (number < 0) {
      return VersionVector.EMPTY;
    }
    Event own = log.get(number);
    List<Milestones.Milestone> all = state().inception().milestones().orElseThrow().all();
    return all.get(number).held().with(own.origin(), own.originSeq());
  }

  /** The parent of a line's first commit: where it was forked. */
  List<EventId> start(Line line) {
    if (line.fork() == null || state().hasCommitted(line)) {
      return List.of();
    }
    state().catchUp(log.head().size());
    if (newestCommit(Lineage.of(line.number())) >= 0) {
      return List.of();
    }
    long seq = newestCommit(line.lineage());
    return seq < 0 ? List.of() : List.of(log.commitOf(seq).id());
  }

  /** The first seq of the last commit that a lineage sees, or -1. */
  long newestCommit(Lineage lineage) {
    Source source = state().source(lineage, Long.MAX_VALUE);
    long newest = -1;
    for (int i = 0; i < lineage.size(); i++) {
      byte[] key = Space.COMMITS.key(Space.ofLine(lineage.line(i)));
      newest = Math.max(newest, source.newestSeq(key));
    }
    return newest;
  }

  UUID newId() {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
  }
}
