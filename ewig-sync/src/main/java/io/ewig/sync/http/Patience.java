package io.ewig.sync.http;

import java.time.Duration;

/**
 * How long an answer is waited for; any thread.
 *
 * <p>A network that was cut says nothing: what is sent over a connection from before is sent again
 * by the system after longer and longer pauses, and may lie there long after the cable is back. So
 * little patience gives a new connection soon. But the other side makes what it takes durable and
 * finds its root before it answers, which may take minutes: each time that patience runs out there
 * is twice as much of it, and half with each answer. Who asks once only has all of it at once.
 */
public final class Patience {

  static final Duration LEAST = Duration.ofSeconds(5);
  static final Duration MOST = Duration.ofMinutes(2);

  /** What goes over takes its time, too: so much passes a slow line in a second. */
  private static final int BYTES_A_SECOND = 32 << 10;

  private final Duration least;
  private Duration now; // guarded by this

  /** Of so much at the least, to begin with. */
  public Patience(Duration least) {
    this.least = least;
    this.now = least;
  }

  /** Of who asks once. */
  public static Patience full() {
    return new Patience(MOST);
  }

  /** Of who asks again and again. */
  public static Patience growing() {
    return new Patience(LEAST);
  }

  /** How long so much may take, as long as it moves. */
  static Duration transferring(int bytes) {
    return Duration.ofSeconds(bytes / BYTES_A_SECOND);
  }

  /** Without a word. */
  synchronized Duration now() {
    return now;
  }

  /**
   * @param bytes that go out
   */
  synchronized Duration forBody(int bytes) {
    return now.plus(transferring(bytes));
  }

  synchronized void ranOut() {
    Duration twice = now.multipliedBy(2);
    now = twice.compareTo(MOST) > 0 ? MOST : twice;
  }

  synchronized void answered() {
    Duration half = now.dividedBy(2);
    now = half.compareTo(least) < 0 ? least : half;
  }
}
