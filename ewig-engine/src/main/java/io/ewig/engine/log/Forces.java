package io.ewig.engine.log;

/**
 * How often a log has waited for the disk since it was opened.
 *
 * @param nanos how long all of these took together
 */
public record Forces(long count, long nanos) {
  public static final Forces NONE = new Forces(0, 0);

  public Forces and(long moreNanos) {
    return new Forces(count + 1, nanos + moreNanos);
  }
}
