package io.ewig.engine.exchange;

import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What one line says, each value legal by itself.
 *
 * @param commit on the first line of a commit, else null
 * @param gone what stands for a payload that is not on the line; then salt and payload are empty
 */
record EventLine(
    @Nullable CommitLine commit,
    long seq,
    long systemNanos,
    Hash hash,
    Hash parent,
    Origin origin,
    long originSeq,
    long hlc,
    ValidPeriod valid,
    World world,
    EventType type,
    byte[] salt,
    byte[] payload,
    @Nullable Payload gone) {

  /**
   * @param events how many lines the commit takes
   */
  record CommitLine(CommitInfo info, int events) {}
}
