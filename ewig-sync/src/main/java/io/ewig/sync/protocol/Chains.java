package io.ewig.sync.protocol;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the commits of a batch so far add up to, which writer and reader keep alike. */
final class Chains {

  private record Chain(Origin origin, Branch branch) {}

  private final Map<Chain, Hash> last = new LinkedHashMap<>();
  private final Map<Origin, Long> due = new HashMap<>();
  private final Map<EventId, Integer> numbers = new HashMap<>();
  private final List<EventId> ids = new ArrayList<>();
  private long nanos;

  /** The hash of a chain's last event in the batch, or null if it has none yet. */
  @Nullable Hash last(Origin origin, Branch branch) {
    return last.get(new Chain(origin, branch));
  }

  /** The origin seq that an origin's next event must have, or 0. */
  long due(Origin origin) {
    return due.getOrDefault(origin, 0L);
  }

  /** The system time of the commit before. */
  long nanos() {
    return nanos;
  }

  /** How far back a commit lies in the batch, or 0. */
  int distance(EventId commit) {
    Integer number = numbers.get(commit);
    return number == null ? 0 : ids.size() - number;
  }

  /** The id of the commit so far back. */
  EventId back(int distance) {
    return ids.get(ids.size() - distance);
  }

  int commits() {
    return ids.size();
  }

  void advance(Commit commit) {
    last.put(new Chain(commit.first().origin(), commit.info().branch()), commit.last().hash());
    due.put(commit.first().origin(), commit.last().originSeq() + 1);
    numbers.put(commit.id(), ids.size());
    ids.add(commit.id());
    nanos = commit.systemNanos();
  }

  /** The hashes that the chains have come to, in order of first sight. */
  Iterable<Hash> ends() {
    return last.values();
  }
}
