package io.ewig.server.session;

import java.time.Duration;

/**
 * How much clients may have open.
 *
 * @param sessionsMax at a time; each can hold a transaction in memory
 * @param heldMax statements and results of a session
 * @param idle after so long without a request, a session ends
 * @param frameRowsMax rows of an answer
 * @param frameBytesMax when an answer has so many, it takes no further row
 * @param frameTime an answer that has rows does not wait longer for more
 * @param slow a statement that takes so long is named in the log; zero for none
 */
public record SessionLimits(
    int sessionsMax,
    int heldMax,
    Duration idle,
    int frameRowsMax,
    int frameBytesMax,
    Duration frameTime,
    Duration slow) {

  /** How long a request waits while another one works in its session. */
  static final Duration BUSY = Duration.ofSeconds(10);

  /** What the session of a user who was dropped does, may go on for so long. */
  static final Duration LAST_WORD = Duration.ofMillis(250);

  /** Cancelled before they began: so many are remembered. */
  static final int CANCELLED_MAX = 64;

  /** A database that nobody used for so long is closed, unless it is the first. */
  public static final Duration DATABASE_IDLE = Duration.ofMinutes(10);

  public static SessionLimits defaults() {
    return new SessionLimits(
        1_000,
        1_000,
        Duration.ofMinutes(30),
        10_000,
        1024 * 1024,
        Duration.ofMillis(200),
        Duration.ofSeconds(1));
  }

  public SessionLimits withIdle(Duration duration) {
    return new SessionLimits(
        sessionsMax, heldMax, duration, frameRowsMax, frameBytesMax, frameTime, slow);
  }

  public SessionLimits withSessionsMax(int count) {
    return new SessionLimits(count, heldMax, idle, frameRowsMax, frameBytesMax, frameTime, slow);
  }

  public SessionLimits withHeldMax(int count) {
    return new SessionLimits(
        sessionsMax, count, idle, frameRowsMax, frameBytesMax, frameTime, slow);
  }

  public SessionLimits withSlow(Duration duration) {
    return new SessionLimits(
        sessionsMax, heldMax, idle, frameRowsMax, frameBytesMax, frameTime, duration);
  }
}
