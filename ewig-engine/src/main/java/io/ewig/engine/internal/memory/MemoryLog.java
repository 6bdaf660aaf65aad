package io.ewig.engine.internal.memory;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.ConsistencyProof;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import io.ewig.engine.hash.MerkleRange;
import io.ewig.engine.hash.MerkleTree;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.LogChain;
import io.ewig.engine.log.LogState;
import io.ewig.engine.log.PollingTail;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.Tail;
import io.ewig.engine.log.VerifyReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An {@link EventLog} in lists; every method is guarded by this. */
public final class MemoryLog implements EventLog {

  private final List<Event> events = new ArrayList<>();
  private final Map<Hash, Long> byHash = new HashMap<>();
  private final List<Commit> commits = new ArrayList<>();
  private final List<Integer> commitOf = new ArrayList<>();
  private final TreeMap<Long, Head> heads = new TreeMap<>(Map.of(0L, Head.EMPTY));
  private final LogState state =
      LogState.empty(MerkleRange.BLOCK_LEVEL, (first, level, root) -> {});
  private final MerkleTree tree =
      new MerkleTree(
          new MerkleTree.Leaves() {
            @Override
            public Hash leaf(long index) {
              Event event = events.get((int) index);
              return LogChain.leaf(event.hash(), event.systemNanos());
            }

            @Override
            public @Nullable Hash subtree(long first, int level) {
              return null;
            }
          });
  private boolean closed;

  @Override
  public synchronized Head head() {
    return state.head();
  }

  @Override
  public Head appended() {
    return head();
  }

  @Override
  public Heads heads() {
    return state.heads();
  }

  @Override
  public synchronized Head append(Commit commit) {
    requireOpen();
    Head after = state.check(commit);
    state.advance(commit, after);
    for (Event event : commit.events()) {
      events.add(event);
      byHash.putIfAbsent(event.hash(), event.seq());
      commitOf.add(commits.size());
    }
    commits.add(commit);
    heads.put(after.size(), after);
    return after;
  }

  @Override
  public synchronized void erase(Collection<Long> seqs) {
    Set<Long> gone = Set.copyOf(seqs);
    rewrite(gone, commit -> commit.erase(gone));
  }

  @Override
  public synchronized void fill(Map<Long, Payload> payloads) {
    Map<Long, Payload> more = Map.copyOf(payloads);
    rewrite(more.keySet(), commit -> commit.fill(more));
  }

  private void rewrite(Set<Long> seqs, UnaryOperator<Commit> change) {
    requireOpen();
    for (long seq : seqs) {
      int number = commitOf.get(indexOf(seq));
      Commit changed = change.apply(commits.get(number));
      commits.set(number, changed);
      events.set((int) seq, changed.events().get((int) (seq - changed.firstSeq())));
    }
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw ReadGuard.closed();
    }
  }

  @Override
  public void awaitDurable(LongSupplier size) {
    // memory is as durable as this log gets
  }

  @Override
  public synchronized Event get(long seq) {
    requireOpen();
    return events.get(indexOf(seq));
  }

  private int indexOf(long seq) {
    if (seq < 0 || seq >= events.size()) {
      throw new UserException(
          ErrorCode.NOT_FOUND,
          "there is no event "
              + seq
              + "; the log holds events from 0 up to, not including, "
              + events.size());
    }
    return (int) seq;
  }

  @Override
  public synchronized OptionalLong find(Hash hash) {
    requireOpen();
    Long seq = byHash.get(hash);
    return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
  }

  @Override
  public synchronized Commit commitOf(long seq) {
    requireOpen();
    return commits.get(commitOf.get(indexOf(seq)));
  }

  @Override
  public synchronized Head headAt(long size) {
    Head head = heads.get(size);
    if (head == null) {
      requireSize(size);
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "no commit ends before event " + size + "; one goes over it");
    }
    return head;
  }

  @Override
  public synchronized long sizeAt(long systemNanos) {
    return events.stream().filter(event -> event.systemNanos() <= systemNanos).count();
  }

  @Override
  public synchronized EventCursor scan(Scan scan) {
    requireOpen();
    List<Event> found = new ArrayList<>();
    int to = (int) Math.min(scan.toSeq(), events.size());
    for (int i = (int) Math.min(scan.fromSeq(), to); i < to; i++) {
      Event event = events.get(i);
      if (event.systemNanos() >= scan.fromNanos()
          && event.systemNanos() < scan.toNanos()
          && scan.accepts(event)) {
        found.add(event);
      }
    }
    if (scan.backward()) {
      Collections.reverse(found);
    }
    return new ListCursor(found, this::commitOf);
  }

  @Override
  public Tail follow(Scan scan) {
    return new PollingTail(this, scan);
  }

  @Override
  public synchronized Hash root(long size) {
    requireSize(size);
    return tree.root(size);
  }

  @Override
  public synchronized InclusionProof proveInclusion(long seq, long size) {
    requireSize(size);
    return tree.inclusionProof(seq, size);
  }

  @Override
  public synchronized ConsistencyProof proveConsistency(long oldSize, long newSize) {
    requireSize(newSize);
    return tree.consistencyProof(oldSize, newSize);
  }

  private void requireSize(long size) {
    if (size < 0 || size > events.size()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "the log has " + events.size() + " events, not " + size);
    }
  }

  @Override
  public synchronized VerifyReport verify(Progress progress) {
    LogState again = LogState.empty(MerkleRange.BLOCK_LEVEL, (first, level, root) -> {});
    List<VerifyReport.Finding> findings = new ArrayList<>();
    for (Commit commit : commits) {
      again.advance(commit, again.check(commit));
      for (int i = 0; i < commit.events().size(); i++) {
        if (!commit.rehash(i).equals(commit.events().get(i).hash())) {
          findings.add(
              new VerifyReport.Finding("memory", commit.firstSeq() + i, "a hash does not hold"));
        }
      }
      progress.at(commit.endSeq(), events.size());
    }
    return new VerifyReport(events.size(), again.head().chain(), again.root(), findings);
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
