package io.ewig.engine.merge.paused;

import io.ewig.engine.branch.Refs;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Event;
import io.ewig.engine.internal.history.HistoryCursor;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.time.SystemNanos;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The merges that have been paused and not ended, by what the events of {@link MergeStep} add up
 * to; any thread.
 *
 * <p>Those that are open are kept in memory: each event is read once, when somebody first asks
 * after it was recorded or the database was opened.
 */
public final class PausedMerges {

  private static final Logger LOG = LoggerFactory.getLogger(PausedMerges.class);

  private final State state;
  private final Map<String, Open> open = new LinkedHashMap<>(); // guarded by this
  private long size; // of the log that is read; likewise

  /**
   * @param seq of the event that paused it
   */
  private record Open(PausedMerge merge, long seq) {

    Open with(MergeStep.Settled step) {
      return new Open(merge.with(step.conflict(), step.resolution()), seq);
    }

    /** Goes on into the same branch, whatever it is called by now. */
    PausedMerge now(Refs refs) {
      MergeStep.Paused paused = merge.merge();
      String into = refs.renamedSince(paused.into(), seq);
      return into.equals(paused.into())
          ? merge
          : new PausedMerge(merge.id(), paused.goingInto(into), merge.since(), merge.settled());
    }
  }

  public PausedMerges(State state) {
    this.state = state;
  }

  /** All that are open, the oldest first. */
  public List<PausedMerge> open() {
    long appended = state.log().appended().size();
    state.log().awaitDurable(appended); // only then can events be read
    state.catchUp(appended);
    synchronized (this) {
      read(appended);
      return open.values().stream().map(each -> each.now(state.refs())).toList();
    }
  }

  private void read(long until) {
    if (until <= size) {
      return;
    }
    for (long seq : seqs(size, until)) {
      Event event = state.log().get(seq);
      try {
        apply(event);
      } catch (UserException | CorruptionException senseless) {
        LOG.warn("event {} says nothing of a merge: {}", event.id(), senseless.getMessage());
      }
    }
    size = until;
  }

  /** On whatever line; in the order in which they were recorded. */
  private Deque<Long> seqs(long from, long until) {
    byte[] steps = Space.EVENTS.key(Space.idOf(MergeStep.WORLD));
    HistoryCursor events = state.versions().history(steps, state.allLines(), from, until);
    Deque<Long> seqs = new ArrayDeque<>();
    while (events.next()) {
      seqs.addFirst(events.version().seq());
    }
    return seqs;
  }

  private void apply(Event event) {
    if (!event.payload().isHere()) {
      return; // how a conflict was settled: it waits again
    }
    MergeStep step = MergeStep.parse(event.type(), state.store().payload(event.payload()));
    if (step instanceof MergeStep.Paused paused) {
      String id = event.id().toString();
      var since = SystemNanos.toInstant(event.systemNanos());
      open.put(id, new Open(new PausedMerge(id, paused, since, Map.of()), event.seq()));
    } else if (step instanceof MergeStep.Settled settled) {
      open.computeIfPresent(settled.merge(), (id, each) -> each.with(settled));
    } else if (step instanceof MergeStep.Ended ended) {
      open.remove(ended.merge());
    }
  }

  /** Reads all of them again when somebody next asks. */
  public synchronized void startOver() {
    open.clear();
    size = 0;
  }

  /** The events by which conflicts were settled with a value of somebody's own. */
  public List<Long> settledByValue() {
    List<Long> found = new ArrayList<>();
    for (long seq : seqs(0, state.log().head().size())) {
      Event event = state.log().get(seq);
      if (event.type().equals(MergeStep.SETTLED) && hasValue(event)) {
        found.add(seq);
      }
    }
    return found;
  }

  private boolean hasValue(Event event) {
    return event.payload().isHere()
        && MergeStep.parse(event.type(), state.store().payload(event.payload()))
            instanceof MergeStep.Settled settled
        && settled.resolution().value() != null;
  }

  public PausedMerge get(String id) {
    return open().stream()
        .filter(merge -> merge.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.UNKNOWN_MERGE,
                    "no merge waits that has the id " + id + "; list those that do"));
  }
}
