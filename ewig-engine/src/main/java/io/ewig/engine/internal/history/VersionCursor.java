package io.ewig.engine.internal.history;

import io.ewig.engine.internal.history.Snapshots.Entered;
import io.ewig.engine.internal.version.Descent;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Search;
import io.ewig.engine.internal.version.Store;
import io.ewig.engine.internal.version.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the keys of a range that have a value at a moment, in unsigned byte order, forward or
 * backward.
 *
 * <p>Fetches some at a time: first where they are, then what is there, so that it waits for the
 * memory once for all of them. Holds nothing open between: runs may be merged, and it finds its
 * place again. One thread.
 */
public final class VersionCursor {

  private static final int CHUNK_MAX = 16;

  /** What is fetched ahead is given up beyond this: rows may be of megabytes, and heaps small. */
  private static final long AHEAD_BYTES_MAX = 1 << 20;

  private final Snapshots snapshots;
  private final Moment moment;
  private final boolean anyTime;
  private final RangeWalk walk;
  private final ArrayDeque<Found> fetched = new ArrayDeque<>();
  private int chunk = 1; // grows: who wants the first key only does not pay for more
  private long fetchedBytes; // by the last fetch
  private boolean isOver; // behind what was fetched there is no more
  private @Nullable Found at;

  @SuppressWarnings("UnusedVariable") // of no use, but for what it is made of to be read
  private long touched;

  /** A key that may have a value, and its groups. */
  private record Candidate(byte[] key, Group[] newestFirst) {}

  private record Found(byte[] key, Version version) {}

  /**
   * @param anyTime all keys that were ever given a value, with the version recorded last
   */
  VersionCursor(
      Snapshots snapshots,
      Moment moment,
      byte @Nullable [] from,
      byte @Nullable [] to,
      boolean backward,
      boolean anyTime) {
    this.snapshots = snapshots;
    this.moment = moment;
    this.anyTime = anyTime;
    this.walk = new RangeWalk(this::relevant, from, to, backward);
  }

  private Store[] relevant(Snapshot snapshot) {
    return Arrays.stream(snapshot.newestFirst())
        .filter(store -> store.fromSeq() < moment.beforeSeq())
        .filter(store -> anyTime || store.earliestFrom() <= moment.validNanos())
        .toArray(Store[]::new);
  }

  /**
   * Moves, so that {@link #next} goes to the first key that is not less, or backward, not greater.
   */
  public void seek(byte[] target) {
    walk.seek(target);
    fetched.clear();
    isOver = false;
    at = null;
  }

  /** Goes to the next key that has a value; false at the end. */
  public boolean next() {
    if (fetched.isEmpty() && !isOver) {
      fetch();
    }
    at = fetched.poll();
    isOver &= at != null; // whoever asks again at the end makes it look again
    return at != null;
  }

  /** Fetches the next keys that have a value; none at the end. */
  private void fetch() {
    if (fetchedBytes <= AHEAD_BYTES_MAX / 2) {
      chunk = Math.min(CHUNK_MAX, 2 * chunk);
    }
    fetchedBytes = 0;
    try (Entered entered = snapshots.enter()) {
      while (fetched.isEmpty() && !isOver) {
        List<Candidate> candidates = new ArrayList<>(chunk);
        while (candidates.size() < chunk && !isOver) {
          isOver = !walk.next(entered.snapshot());
          if (!isOver) {
            candidates.add(candidate(walk.at()));
          }
        }
        judge(candidates);
      }
    }
  }

  /** Those behind what is enough are walked over once more when it is their turn. */
  private void judge(List<Candidate> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (fetchedBytes > AHEAD_BYTES_MAX) {
        walk.seek(candidate.key());
        isOver = false;
        chunk = i;
        return;
      }
      judge(candidate);
    }
  }

  private Candidate candidate(MergeWalk keys) {
    Group[] newestFirst = new Group[keys.ties()];
    for (int i = 0; i < newestFirst.length; i++) {
      newestFirst[i] = keys.tie(i);
    }
    touched += newestFirst[0].fetch(moment.beforeSeq());
    return new Candidate(keys.key(), newestFirst);
  }

  private void judge(Candidate candidate) {
    Version found = anyTime ? newest(candidate) : find(candidate);
    if (found != null && (anyTime || !found.isDeletion())) {
      fetched.add(new Found(candidate.key(), found));
      fetchedBytes += candidate.key().length + (found.value() == null ? 0 : found.value().length);
    }
  }

  private @Nullable Version find(Candidate candidate) {
    for (Group group : candidate.newestFirst()) {
      Version found = Search.find(group, moment.lineage(), moment.beforeSeq(), moment.validNanos());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Version newest(Candidate candidate) {
    for (Group group : candidate.newestFirst()) {
      Descent versions = new Descent(group, moment.lineage(), moment.beforeSeq());
      if (versions.next()) {
        return versions.version();
      }
    }
    return null;
  }

  /** The key it stands on; not to be changed. */
  public byte[] key() {
    return at().key();
  }

  /** The version that counts there. */
  public Version version() {
    return at().version();
  }

  private Found at() {
    Found here = at;
    if (here == null) {
      throw RangeWalk.offKey();
    }
    return here;
  }
}
