package io.ewig.engine.internal.journal;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.segment.Lookback;
import io.ewig.engine.log.Heads;
import java.util.HashMap;
import java.util.Map;

/**
 * Where chains and branches ended, and what came since, for who reads commits of a segment that
 * can't be read as a whole. Of what it was not told it says nothing that could be mistaken for an
 * answer: such a commit does not come to its hash.
 */
final class Ends implements Lookback {

  private final Map<Long, Hash> hashes = new HashMap<>();
  private final Map<Long, EventId> commits = new HashMap<>();

  Ends(Heads heads) {
    heads.chains().values().forEach(head -> hashes.put(head.seq(), head.hash()));
    heads.branches().values().forEach(head -> commits.put(head.seq(), head.commit()));
  }

  void advance(Commit commit) {
    hashes.put(commit.last().seq(), commit.last().hash());
    commits.put(commit.firstSeq(), commit.id());
  }

  @Override
  public Hash hashAt(long seq) {
    return hashes.getOrDefault(seq, Hash.ZERO);
  }

  @Override
  public EventId commitAt(long seq) {
    return commits.getOrDefault(seq, EventId.NONE);
  }
}
