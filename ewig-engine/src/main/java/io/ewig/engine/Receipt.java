package io.ewig.engine;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;
import java.time.Instant;

/**
 * What came of an append.
 *
 * @param commit the id of the commit, which is that of its first event
 * @param firstSeq position of its first event
 * @param count how many events it has
 * @param hash of its last event
 */
public record Receipt(EventId commit, long firstSeq, int count, Instant systemTime, Hash hash) {

  static Receipt of(Commit commit) {
    return new Receipt(
        commit.id(),
        commit.firstSeq(),
        commit.events().size(),
        commit.first().systemTime(),
        commit.last().hash());
  }
}
