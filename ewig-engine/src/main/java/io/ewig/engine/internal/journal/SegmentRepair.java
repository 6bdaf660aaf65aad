package io.ewig.engine.internal.journal;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.internal.journal.file.Salvage;
import io.ewig.engine.internal.journal.file.Salvage.Row;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.LogState;
import io.ewig.engine.repair.EventRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a damaged segment together again, of what can be read of it and what somebody else has.
 *
 * <p>Its index says when each commit was recorded and which hash each event had, as far as ten bits
 * of it; that is enough to put what others have in its place, but proves nothing. What proves it is
 * the log's chain: it goes over the hash of each event, the place and the time, and the manifest
 * has what it comes to.
 */
final class SegmentRepair implements SegmentRewriter.Source {

  private final Entry entry;
  private final String file;
  private final Salvage salvage;
  private final LogState state;
  private final Ends ends;
  private final Map<Origin, Deque<Commit>> spare = new HashMap<>();
  private long restored;

  /**
   * @param before where the log stood before the segment; moves to its end
   */
  SegmentRepair(Entry entry, String file, Salvage salvage, LogState before) {
    this.entry = entry;
    this.file = file;
    this.salvage = salvage;
    this.state = before;
    this.ends = new Ends(before.heads());
  }

  /** The events that can't be read: all numbers of the segment but those that can. */
  List<EventRange> missing() {
    TreeMap<Origin, Long> next = new TreeMap<>();
    List<EventRange> missing = new ArrayList<>();
    for (int i = 0; i < salvage.rows(); i++) {
      Commit commit = salvage.read(salvage.row(i), ends);
      if (commit != null) {
        Origin origin = commit.first().origin();
        addRange(missing, origin, nextOf(next, origin), commit.first().originSeq() - 1);
        next.put(origin, commit.last().originSeq() + 1);
      }
    }
    salvage
        .state()
        .heads()
        .originSeqs()
        .forEach((origin, last) -> addRange(missing, origin, nextOf(next, origin), last));
    return missing;
  }

  private long nextOf(Map<Origin, Long> next, Origin origin) {
    return next.getOrDefault(origin, state.heads().originSeq(origin) + 1);
  }

  private static void addRange(List<EventRange> ranges, Origin origin, long from, long to) {
    if (from <= to) {
      ranges.add(new EventRange(origin, from, to));
    }
  }

  /** What others have, of each origin in the order of its numbers. */
  void offer(List<Commit> commits) {
    for (Commit commit : commits) {
      spare.computeIfAbsent(commit.first().origin(), any -> new ArrayDeque<>()).add(commit);
    }
  }

  /** How many commits were not read from the file. */
  long restored() {
    return restored;
  }

  @Override
  public void give(Consumer<Commit> to) {
    for (int i = 0; i < salvage.rows(); i++) {
      Row row = salvage.row(i);
      Commit own = salvage.read(row, ends);
      boolean isOwn = own != null && fits(own);
      Commit commit = own != null && isOwn ? own : spareFor(row);
      restored += isOwn ? 0 : 1;
      Head after = state.check(commit);
      to.accept(commit);
      state.advance(commit, after);
      ends.advance(commit);
    }
    if (!state.head().chain().equals(entry.chain()) || !state.root().equals(entry.root())) {
      throw damaged(
          -1, "what was given in its place is not what was here: it comes to another root");
    }
  }

  /** Whether it goes on from where its origin stood and has the hashes that it says it has. */
  private boolean fits(Commit commit) {
    try {
      state.check(commit);
    } catch (EwigException doesNotGoOn) {
      return false;
    }
    for (int i = 0; i < commit.events().size(); i++) {
      if (!commit.rehash(i).equals(commit.events().get(i).hash())) {
        return false;
      }
    }
    return true;
  }

  private Commit spareFor(Row row) {
    for (Deque<Commit> ofOne : spare.values()) {
      Commit next = nextIn(ofOne);
      if (next != null && isFor(row, next)) {
        Commit placed = next.placed(row.firstSeq(), row.systemNanos());
        if (fits(placed)) {
          ofOne.remove();
          return placed;
        }
      }
    }
    throw damaged(
        row.firstSeq(),
        "the commit of " + row.events() + " events at event " + row.firstSeq() + " can't be read");
  }

  /** The next commit of an origin that is not here; what can be read is not taken from others. */
  private @Nullable Commit nextIn(Deque<Commit> ofOne) {
    Commit next = ofOne.peek();
    while (next != null
        && next.first().originSeq() <= state.heads().originSeq(next.first().origin())) {
      ofOne.remove();
      next = ofOne.peek();
    }
    return next;
  }

  private boolean isFor(Row row, Commit commit) {
    if (commit.events().size() != row.events()) {
      return false;
    }
    for (int i = 0; i < commit.events().size(); i++) {
      Event event = commit.events().get(i);
      if (event.payload() instanceof Payload.Erased
          || !salvage.mayHaveHad(event.hash(), row.firstSeq() + i)) {
        return false;
      }
    }
    return true;
  }

  private CorruptionException damaged(long seq, String what) {
    return new CorruptionException(
        ErrorCode.CORRUPT_FILE,
        file,
        -1,
        what + (seq < 0 ? "" : ", and nobody who was asked has it as it was"));
  }
}
