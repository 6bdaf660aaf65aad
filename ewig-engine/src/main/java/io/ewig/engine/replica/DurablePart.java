package io.ewig.engine.replica;

import io.ewig.engine.event.VersionVector;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.Heads;
import io.ewig.engine.session.Database;
import java.util.HashMap;
import java.util.Map;

/**
 * What a log holds up to a size that is durable, with what was folded before it.
 *
 * @param chains where each origin's events end on each branch; of folded ones with seq -1
 */
public record DurablePart(
    VersionVector version, Map<Heads.Chain, Heads.ChainHead> chains, long size) {

  /** All that has been appended; durable when this returns. */
  public static DurablePart of(Database database) {
    EventLog log = database.log();
    Inception inception = database.state().inception();
    DurablePart here =
        database
            .committer()
            .askAlone(
                () ->
                    new DurablePart(
                        VersionVector.of(inception.originSeqs(log.heads())),
                        chains(inception, log.heads()),
                        log.appended().size()));
    log.awaitDurable(here.size);
    return here;
  }

  private static Map<Heads.Chain, Heads.ChainHead> chains(Inception inception, Heads heads) {
    if (inception.isNone()) {
      return heads.chains();
    }
    Map<Heads.Chain, Heads.ChainHead> chains = new HashMap<>(inception.chains());
    chains.putAll(heads.chains());
    return chains;
  }
}
