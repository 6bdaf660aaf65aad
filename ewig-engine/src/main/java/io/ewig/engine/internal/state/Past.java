package io.ewig.engine.internal.state;

import io.ewig.engine.internal.space.Source;
import java.util.List;

/** What a line held earlier, for who takes in an event that belongs there. */
interface Past {

  /** What it held before a seq. */
  Source before(long seq);

  /**
   * A seq, or where the line, or the last of those that it leaves, began if that is later: what it
   * began with stays.
   */
  long floor(long seq);

  /** The keys of a range that were given a version at or after a seq. */
  List<byte[]> keysSince(byte[] from, byte[] to, long seq);
}
