package io.ewig.engine.column;

import java.util.List;
import java.util.Map;

/**
 * The log as columns: sealed stretches from columnar files, the rest from the log, with the same
 * answers; any thread.
 */
public interface EventColumns {

  EventBatches scan(EventSelection selection);

  /**
   * Counts the events of a range of seqs by name, in no order; most of them are not looked at.
   *
   * <p>A range of system times is one of seqs, see {@code EventLog.sizeAt}.
   */
  <T> List<Tally<T>> tallies(NameColumn<T> by, long fromSeq, long toSeq);

  /** The same without the first and the last of each, for which less has to be read. */
  <T> Map<T, Long> counts(NameColumn<T> by, long fromSeq, long toSeq);

  /** Up to which seq, from one on, columnar files hold all events without a gap. */
  long warmUntil(long fromSeq);
}
