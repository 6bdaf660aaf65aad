package io.ewig.engine.internal.history;

import io.ewig.engine.hash.Hash;

/**
 * How far the log has been taken in.
 *
 * @param endSeq the seq of the next event to come
 * @param chain the log chain there
 */
public record Applied(long endSeq, Hash chain) {

  public static final Applied NOTHING = new Applied(0, Hash.ZERO);
}
