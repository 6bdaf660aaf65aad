package io.ewig.engine.log;

import io.ewig.engine.event.Commit;
import io.ewig.engine.hash.Hash;

/**
 * The end of the log at some moment: how far it goes and what its chain has come to.
 *
 * @param size number of events; the seq of the next one
 * @param systemNanos system time of the last commit, or 0
 * @param chain the log chain after the last commit, see {@link LogChain}
 */
public record Head(long size, long systemNanos, Hash chain) {

  public static final Head EMPTY = new Head(0, 0, Hash.ZERO);

  public Head after(Commit commit) {
    return new Head(commit.endSeq(), commit.systemNanos(), LogChain.next(chain, commit));
  }
}
