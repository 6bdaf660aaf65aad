package io.ewig.engine.session.number;

import io.ewig.engine.branch.RefChange;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.internal.commit.Committer;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.internal.space.WorldSource;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.world.ObjectSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one sequence has got; any thread.
 *
 * <p>Before numbers are given out, a commit of its own says that they will be: so none comes twice,
 * whatever becomes of the transactions that got them, or of this process. What was reserved and not
 * given out when the process ends is lost. So as not to commit for each, some are reserved at once,
 * and more each time.
 *
 * <pre>
 * key       = the sequence's id
 * document  = {"next": NUMBER}                   so many were reserved so far
 *           | {"next": NUMBER, "first": NUMBER}  so many since somebody had it go on with first
 * </pre>
 */
final class SequenceNumbers {

  /** Few are lost if a sequence is used now and then. */
  private static final int BLOCK_MIN = 1 << 3;

  /** A commit more or less does not count among so many rows. */
  private static final int BLOCK_MAX = 1 << 10;

  private static final String NEXT = "next";
  private static final String FIRST = "first";

  private final UUID id;
  private @Nullable Long first;
  private long next;
  private long reserved;
  private int block = BLOCK_MIN;

  SequenceNumbers(State state, UUID id) {
    this.id = id;
    state.catchUp(state.log().head().size());
    Json known = new WorldSource(Sequence.NUMBERS, state.everywhere()).get(id.toString());
    Long reservedSoFar = number(known, NEXT);
    this.first = number(known, FIRST);
    this.next = reservedSoFar == null ? 0 : reservedSoFar;
    this.reserved = next;
  }

  private static @Nullable Long number(@Nullable Json known, String name) {
    return known instanceof JsonObject document && document.get(name) instanceof JsonNumber number
        ? Long.valueOf(number.longValue())
        : null;
  }

  /**
   * Has it go on with a number.
   *
   * @param isGiven whether that one counts as given out
   */
  synchronized void set(long number, boolean isGiven, Committer committer) {
    long from = isGiven ? 1 : 0;
    note(committer, from, number);
    first = number;
    next = from;
    reserved = from;
    block = BLOCK_MIN;
  }

  /** The number that was given out last, or may have been; nothing if none was. */
  synchronized OptionalLong last(Sequence sequence) {
    return next == 0
        ? OptionalLong.empty()
        : OptionalLong.of(counted(sequence).numberOrLast(next - 1));
  }

  /** As it counts: somebody may have had it go on with another number. */
  synchronized Sequence counted(Sequence sequence) {
    return first == null ? sequence : sequence.from(first);
  }

  synchronized long next(Sequence sequence, Committer committer) {
    long number = counted(sequence).number(next); // or a refusal, before anything is reserved
    if (next == reserved) {
      reserve(committer);
    }
    next++;
    return number;
  }

  private void reserve(Committer committer) {
    long until = reserved + block;
    note(committer, until, first);
    reserved = until; // only now: what no commit has reserved is not given out
    block = Math.min(2 * block, BLOCK_MAX);
  }

  private void note(Committer committer, long until, @Nullable Long from) {
    JsonObject document = JsonObject.of(NEXT, JsonNumber.of(until));
    if (from != null) {
      document = document.with(FIRST, JsonNumber.of(from));
    }
    EventDraft draft =
        new EventDraft(
            Sequence.NUMBERS,
            EventType.OBJECT_SET,
            null,
            ObjectSet.payload(id.toString(), document));
    committer.commit(Proposal.of(CommitInfo.on(RefChange.LINE, List.of()), List.of(draft)));
  }
}
