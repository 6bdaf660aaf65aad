package io.ewig.engine.replica;

import io.ewig.engine.event.VersionVector;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Heads;
import io.ewig.engine.session.Database;
import java.util.Map;

/**
 * What a log holds up to a size that is durable.
 *
 * @param chains where each origin's events end on each branch
 */
public record DurablePart(
    VersionVector version, Map<Heads.Chain, Heads.ChainHead> chains, long size) {

  /** All that has been appended; durable when this returns. */
  public static DurablePart of(Database database) {
    EventLog log = database.log();
    DurablePart here =
        database
            .committer()
            .askAlone(
                () ->
                    new DurablePart(
                        VersionVector.of(log.heads().originSeqs()),
                        log.heads().chains(),
                        log.appended().size()));
    log.awaitDurable(here.size);
    return here;
  }
}
