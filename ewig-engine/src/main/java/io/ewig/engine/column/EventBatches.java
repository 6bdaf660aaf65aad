package io.ewig.engine.column;

import java.io.Closeable;

/**
 * Walks over the log batch by batch; what it shows was fixed when it was opened, whatever is
 * appended meanwhile. One thread.
 */
public interface EventBatches extends Closeable {

  /** Moves to the next batch that holds an event that is wanted; false at the end. */
  boolean next();

  /** The current one; not to be used after the next move. */
  EventBatch batch();

  @Override
  void close();
}
