package io.ewig.server.session;

/**
 * How much of a server one user may take, so that there is something left for the others; zero for
 * as much as there is. Where a server has no users, nothing of it counts.
 *
 * @param sessionsMax open at a time
 * @param statementsMax that are worked at, in all sessions of the user
 * @param requestsPerSecondMax in the long run; twice as many at once
 */
public record UserLimits(int sessionsMax, int statementsMax, int requestsPerSecondMax) {

  /** A quarter of a server's sessions and threads. */
  public static UserLimits defaults() {
    return new UserLimits(250, 64, 0);
  }
}
