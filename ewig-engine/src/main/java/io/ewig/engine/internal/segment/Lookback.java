package io.ewig.engine.internal.segment;

import io.ewig.engine.event.EventId;
import io.ewig.engine.hash.Hash;

/** Answers what a frame says only by pointing back to an earlier position of the log. */
public interface Lookback {

  /** The hash of the event at a position. */
  Hash hashAt(long seq);

  /** The id of the commit that starts at a position. */
  EventId commitAt(long seq);
}
