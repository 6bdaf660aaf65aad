package io.ewig.engine.internal.journal;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Payload;
import io.ewig.engine.hash.Hash;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which events of sealed segments get another form of their payload.
 *
 * @param change what it makes of a commit
 * @param growth by how much the frames may grow
 */
record Rewriting(NavigableSet<Long> seqs, UnaryOperator<Commit> change, Growth growth) {

  /** What a seal and the lengths of an event can take more than they did. */
  private static final int EVENT_BYTES = 32;

  /** By how much frames may grow at most. */
  @FunctionalInterface
  interface Growth {
    long bytes(NavigableSet<Long> seqs);
  }

  /** Of each nothing but the commitment is to be left, which is longer than a salt. */
  static Rewriting erasing(NavigableSet<Long> seqs) {
    return new Rewriting(
        seqs, commit -> commit.erase(seqs), each -> (long) EVENT_BYTES * each.size());
  }

  /** Each gets a payload that was withheld. */
  static Rewriting filling(Map<Long, Payload> payloads) {
    NavigableMap<Long, Payload> sorted = new TreeMap<>(payloads);
    return new Rewriting(
        new TreeSet<>(payloads.keySet()),
        commit -> commit.fill(payloads),
        each -> each.stream().mapToLong(seq -> EVENT_BYTES + bytes(sorted.get(seq))).sum());
  }

  private static long bytes(@Nullable Payload payload) {
    return payload instanceof Payload.Inline inline ? inline.size() : Hash.BYTES;
  }

  long growthBytes() {
    return growth.bytes(seqs);
  }

  /** What of it concerns the events of one segment. */
  Rewriting within(long fromSeq, long toSeq) {
    return new Rewriting(seqs.subSet(fromSeq, true, toSeq, false), change, growth);
  }
}
