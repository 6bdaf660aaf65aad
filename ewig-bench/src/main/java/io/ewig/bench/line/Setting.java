package io.ewig.bench.line;

import io.ewig.bench.measure.Pace;

/**
 * How thorough a run is.
 *
 * @param events in the large database
 * @param eventsFew in the small one, which the large one is compared with
 * @param eventsBefore in a database before durable commits are measured
 * @param eventsPerRound appended, scanned or asked for in a round
 * @param rounds that count
 * @param roundMillis how long a round of durable commits is
 * @param warmMillis how long contestants go on before rounds count
 * @param state what the lines about state are to do
 */
public record Setting(
    long events,
    long eventsFew,
    int eventsBefore,
    int eventsPerRound,
    int rounds,
    int roundMillis,
    int warmMillis,
    State state) {

  /**
   * What the lines about state are to do.
   *
   * @param versionsFew in the shortest history
   * @param versions in the longest one
   * @param versionsOfPeer in histories that are compared with others'
   * @param rows in a large table
   * @param branches beside which new ones are made
   * @param calls in a round
   * @param rounds that count
   */
  public record State(
      long versionsFew,
      long versions,
      long versionsOfPeer,
      int rows,
      int branches,
      int calls,
      int rounds) {

    private static State full() {
      return new State(10_000, 10_000_000, 1_000_000, 1_000_000, 10_000, 20_000, 7);
    }

    private static State quick() {
      return new State(10_000, 1_000_000, 100_000, 100_000, 10_000, 10_000, 3);
    }
  }

  private static final long FEW = 1_000_000;
  private static final int WARMER_FOR_COMMITS = 5;

  public static Setting full() {
    return new Setting(20 * FEW, FEW, 100_000, 100_000, 21, 200, 6_000, State.full());
  }

  public static Setting quick() {
    return new Setting(FEW, FEW / 10, 100_000, 100_000, 5, 200, 3_000, State.quick());
  }

  public Pace pace() {
    return new Pace(rounds, warmMillis);
  }

  /**
   * For commits one by one, which are much code and perhaps wait for a disk: the compilers take
   * half a minute.
   */
  public Pace paceOfCommits() {
    return new Pace(rounds, WARMER_FOR_COMMITS * warmMillis);
  }

  public Pace paceOfState() {
    return new Pace(state.rounds, warmMillis);
  }

  public Setting withEvents(long count) {
    return new Setting(
        count,
        Math.min(FEW, Math.max(1, count / 10)),
        eventsBefore,
        eventsPerRound,
        rounds,
        roundMillis,
        warmMillis,
        state);
  }

  /** With histories of that length, or up to it. */
  public Setting withVersions(long count) {
    State with =
        new State(
            Math.min(state.versionsFew, count),
            count,
            Math.min(state.versionsOfPeer, count),
            state.rows,
            state.branches,
            state.calls,
            state.rounds);
    return new Setting(
        events, eventsFew, eventsBefore, eventsPerRound, rounds, roundMillis, warmMillis, with);
  }
}
