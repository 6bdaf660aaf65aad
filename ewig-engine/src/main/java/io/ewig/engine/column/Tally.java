package io.ewig.engine.column;

/**
 * How many events have a name, and the first and last of them: the least and the greatest of seqs
 * and of system times as well, since these rise with the log.
 */
public record Tally<T>(
    T name, long count, long firstSeq, long lastSeq, long firstNanos, long lastNanos) {

  /** Together with one of the same name, of events behind these. */
  public Tally<T> then(Tally<T> later) {
    return new Tally<>(
        name, count + later.count, firstSeq, later.lastSeq, firstNanos, later.lastNanos);
  }
}
